using HeadlessKey.Access;
using HeadlessKey.Authentication;
using HeadlessKey.Directory;
using HeadlessKey.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace HeadlessKey.Sso;

/// <summary><c>GET /sso/links</c>, <c>POST /sso/links</c>, <c>DELETE /sso/links/{site}</c>.</summary>
internal static class SsoLinksEndpoint
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/sso/links", ListAsync).Describe("listSsoLinks", "The sites that the account is linked with.").RequiresSignIn()
            .Answers<LinkListResponse>(401);
        routes.MapPost("/sso/links", LinkAsync).Describe("addSsoLink", "Link the account with another site: the site's token and signature, and the password.").RequiresSignIn()
            .AcceptsBody<LinkRequest>()
            .Creates<LinkResponse>(StatusCodes.Status201Created, 400, 401, 409, 413, 429, 503);
        routes.MapDelete("/sso/links/{site}", UnlinkAsync).Describe("removeSsoLink", "Unlink the account; sessions that came from there end.").RequiresSignIn()
            .Answers<MessageResponse>(401, 404);
    }

    private static async Task<IResult> ListAsync(HttpContext context, SsoLinksFlow flow) => RestResult.Ok(
        await flow.ListAsync(CallerToken.Of(context).UserId, context.RequestAborted), ApiJsonContext.Answers.LinkListResponse);

    private static async Task<IResult> LinkAsync(HttpContext context, SsoLinksFlow flow)
    {
        var (request, error) = await RequestBinding.ReadAsync(context, fields => LinkRequest.Bind(fields, SiteCallHeaders.Read(context)));
        return request is null
            ? RestResult.Error(error!)
            : Answer(await flow.LinkAsync(CallerToken.Of(context), request, ClientInfo.Of(context), context.RequestAborted));
    }

    private static async Task<IResult> UnlinkAsync(HttpContext context, string site, SsoLinksFlow flow) =>
        Answer(await flow.UnlinkAsync(CallerToken.Of(context), site, ClientInfo.Of(context)));

    private static IResult Answer(LinkResult result) => result switch
    {
        LinkResult.Linked linked => RestResult.Ok(
            LinkResponse.Of(linked.Link, linked.SiteName), ApiJsonContext.Answers.LinkResponse, StatusCodes.Status201Created),
        LinkResult.Unlinked => RestResult.Message(Messages.SsoUnlinked),
        LinkResult.Rejected => RestResult.Error(ApiError.SsoRejected),
        LinkResult.AlreadyLinked => RestResult.Error(ApiError.SsoAlreadyLinked),
        LinkResult.Refused refused => RestResult.Error(AccountErrors.Of(refused.Fault)),
        LinkResult.NoSuchLink => RestResult.Error(ApiError.NoSsoLink),
        LinkResult.SessionEnded => RestResult.Error(ApiError.RevokedToken),
        _ => throw new InvalidOperationException($"Unexpected {result}."),
    };
}
