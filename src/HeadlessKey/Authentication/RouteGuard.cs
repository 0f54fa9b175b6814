using HeadlessKey.Access;
using HeadlessKey.Http;
using HeadlessKey.Tokens;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace HeadlessKey.Authentication;

/// <summary>
/// Stands before a route: may it be used at all, that often, from there, by this user? A route about which the settings say nothing has
/// no guard, and pays for none.
/// </summary>
internal sealed class RouteGuard(AccessRules rules, RequestRates rates, AccessTokenValidator validator)
{
    /// <summary>Puts the guard before the routes of a group, once their own lines have named them.</summary>
    public static void Protect(RouteGroupBuilder routes) => ((IEndpointConventionBuilder)routes).Finally(static route =>
        route.ApplicationServices.GetRequiredService<RouteGuard>().Attach(route));

    private void Attach(EndpointBuilder route)
    {
        if (route.Metadata.OfType<RouteName>().LastOrDefault() is not { Name: var name } || ContractRoute.Find(name) is not { } contract)
        {
            return;
        }

        var rule = rules.FindRule(name);
        if (rule is not null)
        {
            route.Metadata.Add(rule);
        }

        if (rule is null && !rates.IsLimited(contract.Group) && !rules.IsNarrowed(name))
        {
            return;
        }

        if (rates.IsLimited(contract.Group))
        {
            route.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status429TooManyRequests, typeof(ErrorResponse), ["application/json"]));
        }

        var handle = route.RequestDelegate!;
        route.RequestDelegate = async context =>
        {
            if (await FindRefusalAsync(context, contract, rule) is { } refusal)
            {
                await new RestErrorResult(refusal).ExecuteAsync(context);
                return;
            }

            await handle(context);
        };
    }

    private async ValueTask<ApiError?> FindRefusalAsync(HttpContext context, ContractRoute route, AccessRule? rule)
    {
        if (rule == AccessRule.Off)
        {
            return ApiError.NoRoute;
        }

        // The rate before the token: to be refused must not cost a signature.
        var address = context.Connection.RemoteIpAddress;
        if (rates.IsLimited(route.Group) && rates.TryTake(route.Group, ClientNetwork.Of(address?.ToString())) is { } wait)
        {
            return ApiError.TooManyAttempts(wait);
        }

        if (!rules.Admits(route.Name, address))
        {
            return ApiError.Forbidden(signedIn: false);
        }

        return rule is { NeedsUser: true } ? await FindRefusalAsync(context, rule) : null;
    }

    private async ValueTask<ApiError?> FindRefusalAsync(HttpContext context, AccessRule rule)
    {
        if (BearerHeader.TryRead(context, out var token) is { } headerError)
        {
            return headerError == ApiError.NoAuthHeader ? ApiError.Forbidden(signedIn: false) : headerError;
        }

        return await validator.ValidateAsync(token) switch
        {
            AccessTokenResult.Valid valid => rule.Admits(valid.Token.Roles) ? null : ApiError.Forbidden(signedIn: true),
            AccessTokenResult.Expired => ApiError.ExpiredToken,
            AccessTokenResult.Revoked => ApiError.RevokedToken,
            AccessTokenResult.RefusedByHook refused => refused.Refusal.Error,
            _ => ApiError.InvalidToken,
        };
    }
}
