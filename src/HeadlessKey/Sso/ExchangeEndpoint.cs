using HeadlessKey.Access;
using HeadlessKey.Authentication;
using HeadlessKey.Http;
using HeadlessKey.Tokens;
using HeadlessKey.Users;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace HeadlessKey.Sso;

/// <summary><c>POST /sso/exchange</c>: another site's token for a session here.</summary>
internal static class ExchangeEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/sso/exchange", ExchangeAsync).Describe("ssoExchange", "Come over from another site: its token and its signature for a token of ours.")
            .AcceptsBody<ExchangeRequest>()
            .Answers<TokenResponse<UserResponse>>(400, 401, 403, 409, 413, 503);

    private static async Task<IResult> ExchangeAsync(HttpContext context, SsoExchangeFlow flow, RefreshCookie cookie, TimeProvider time)
    {
        var (request, error) = await RequestBinding.ReadAsync(context, fields => ExchangeRequest.Bind(fields, SiteCallHeaders.Read(context)));
        if (request is null)
        {
            return RestResult.Error(error!);
        }

        return await flow.RunAsync(request, ClientInfo.Of(context), context.RequestAborted) switch
        {
            ExchangeResult.SignedIn { Grant: var grant } => RestResult.Ok(
                TokenResponse.Of(grant, UserResponse.Of(grant.User), time.GetUtcNow(), cookie.TryGive(context, grant.RefreshToken, grant.Session.IdleExpiresAt)),
                ApiJsonContext.Answers.TokenResponseUserResponse),
            ExchangeResult.Rejected => RestResult.Error(ApiError.SsoRejected),
            ExchangeResult.LinkRequired => RestResult.Error(ApiError.SsoLinkRequired),
            ExchangeResult.RefusedByHook refused => RestResult.Error(refused.Refusal.Error),
            ExchangeResult.AccountDisabled => RestResult.Error(ApiError.AccountDisabled),
            ExchangeResult.EmailNotVerified => RestResult.Error(ApiError.EmailNotVerified),
            ExchangeResult.TooManyDevices tooMany => RestResult.Error(ApiError.DeviceLimit(tooMany.Limit)),
            ExchangeResult.Busy => RestResult.Error(ApiError.Busy),
            var other => throw new InvalidOperationException($"Unexpected {other}."),
        };
    }
}
