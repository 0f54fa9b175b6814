using HeadlessKey.Access;
using HeadlessKey.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace HeadlessKey.Revocation;

/// <summary><c>POST /token/revoke</c>.</summary>
internal static class RevokeEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/token/revoke", RevokeAsync).Describe("revoke", "Sign out: end a token's session, or all of the user's.")
            .AcceptsBody<RevokeRequest>().TakesBearer()
            .Answers<MessageResponse>(400, 401, 413);

    private static async Task<IResult> RevokeAsync(HttpContext context, RevocationFlow flow, RefreshCookie cookie)
    {
        var (request, error) = await RequestBinding.ReadAsync(context, RevokeRequest.Bind);
        if (request is null)
        {
            return RestResult.Error(error!);
        }

        var token = request.Token;
        if (string.IsNullOrEmpty(request.RefreshToken) && string.IsNullOrEmpty(token)
            && BearerHeader.TryRead(context, out token) is { } headerError)
        {
            if (headerError != ApiError.NoAuthHeader || cookie.Find(context) is not { } held)
            {
                return RestResult.Error(headerError);
            }

            request = request with { RefreshToken = held };
        }

        var result = await flow.RunAsync(request, token, ClientInfo.Of(context), context.RequestAborted);
        cookie.Remove(context); // whatever it was worth, who signs out wants it gone
        return result switch
        {
            RevocationResult.Revoked => RestResult.Message(Messages.TokenRevoked),
            RevocationResult.InvalidToken => RestResult.Error(ApiError.InvalidToken),
            RevocationResult.InvalidRefreshToken => RestResult.Error(ApiError.InvalidRefreshToken),
            var other => throw new InvalidOperationException($"Unexpected {other}."),
        };
    }
}
