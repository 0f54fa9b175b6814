using HeadlessKey.Access;
using HeadlessKey.Http;
using HeadlessKey.Tokens;
using HeadlessKey.Users;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace HeadlessKey.Refresh;

/// <summary><c>POST /token/refresh</c>.</summary>
internal static class RefreshEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/token/refresh", RefreshAsync).Describe("refresh", "Exchange a token for its successor.")
            .AcceptsBody<RefreshRequest>()
            .Answers<TokenResponse<UserResponse>>(400, 401, 403, 413, 503);

    private static async Task<IResult> RefreshAsync(HttpContext context, RefreshFlow flow, RefreshCookie cookie, TimeProvider time)
    {
        var held = cookie.Find(context);
        var (request, error) = await RequestBinding.ReadAsync(context, fields => RefreshRequest.Bind(fields, held));
        if (request is null)
        {
            return RestResult.Error(error!);
        }

        return await flow.RunAsync(request, ClientInfo.Of(context), context.RequestAborted) switch
        {
            RefreshResult.Refreshed { Grant: var grant } => RestResult.Ok(
                TokenResponse.Of(
                    grant, UserResponse.Of(grant.User), time.GetUtcNow(),
                    cookie.TryGive(context, grant.RefreshToken, grant.Session.IdleExpiresAt)),
                ApiJsonContext.Answers.TokenResponseUserResponse),
            RefreshResult.Invalid => RestResult.Error(ApiError.InvalidRefreshToken),
            RefreshResult.Expired => RestResult.Error(ApiError.ExpiredRefreshToken),
            RefreshResult.Reused => RestResult.Error(ApiError.ReusedRefreshToken),
            RefreshResult.Revoked => RestResult.Error(ApiError.RevokedToken),
            RefreshResult.RefusedByHook refused => RestResult.Error(refused.Refusal.Error),
            RefreshResult.InvalidAccessToken => RestResult.Error(ApiError.InvalidToken),
            RefreshResult.ExpiredAccessToken => RestResult.Error(ApiError.ExpiredToken),
            var other => throw new InvalidOperationException($"Unexpected {other}."),
        };
    }
}
