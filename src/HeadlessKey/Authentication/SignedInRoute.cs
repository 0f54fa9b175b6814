using HeadlessKey.Access;
using HeadlessKey.Http;
using HeadlessKey.Tokens;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace HeadlessKey.Authentication;

/// <summary>Closes a route of the contract to all but those who are signed in.</summary>
internal static class SignedInRoute
{
    /// <summary>The route needs a good bearer token, which its handler finds by <see cref="CallerToken"/>.</summary>
    public static RouteHandlerBuilder RequiresSignIn(this RouteHandlerBuilder route) =>
        route.WithMetadata(AccessRule.Authenticated).TakesBearer().AddEndpointFilter(CheckAsync);

    private static async ValueTask<object?> CheckAsync(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        var context = invocation.HttpContext;
        if (BearerHeader.TryRead(context, out var token) is { } headerError)
        {
            return RestResult.Error(headerError);
        }

        switch (await context.RequestServices.GetRequiredService<AccessTokenValidator>().ValidateAsync(token))
        {
            case AccessTokenResult.Valid valid:
                CallerToken.Set(context, valid.Token);
                return await next(invocation);
            case AccessTokenResult.Expired:
                return RestResult.Error(ApiError.ExpiredToken);
            case AccessTokenResult.Revoked:
                return RestResult.Error(ApiError.RevokedToken);
            case AccessTokenResult.RefusedByHook refused:
                return RestResult.Error(refused.Refusal.Error);
            default:
                return RestResult.Error(ApiError.InvalidToken);
        }
    }
}
