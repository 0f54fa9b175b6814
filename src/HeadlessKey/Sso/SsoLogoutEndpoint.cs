using HeadlessKey.Access;
using HeadlessKey.Authentication;
using HeadlessKey.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace HeadlessKey.Sso;

/// <summary><c>POST /sso/logout</c>: another site ends what came from one of its sessions.</summary>
internal static class SsoLogoutEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/sso/logout", LogOutAsync).Describe("ssoLogout", "Say, as another site, that a session there is over.")
            .AcceptsBody<SsoLogoutRequest>()
            .Answers<MessageResponse>(400, 401, 413);

    private static async Task<IResult> LogOutAsync(HttpContext context, SsoLogoutFlow flow)
    {
        var (request, error) = await RequestBinding.ReadAsync(context, fields => SsoLogoutRequest.Bind(fields, SiteCallHeaders.Read(context)));
        return request is null ? RestResult.Error(error!)
            : await flow.RunAsync(request, ClientInfo.Of(context)) ? RestResult.Message(Messages.SsoLoggedOut)
            : RestResult.Error(ApiError.SsoRejected);
    }
}
