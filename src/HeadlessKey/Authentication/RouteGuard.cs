using HeadlessKey.Access;
using HeadlessKey.Http;
using HeadlessKey.Tokens;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace HeadlessKey.Authentication;

/// <summary>
/// Stands before a route: may it be used at all, that often, from there, by this user? Settings may change at any time, so each request asks;
/// without rules that is two comparisons.
/// </summary>
internal sealed class RouteGuard(FromSettings<AccessRules> current, RequestRates rates, AccessTokenValidator validator)
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

        route.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status429TooManyRequests, typeof(ErrorResponse), ["application/json"]));
        var handle = route.RequestDelegate!;
        route.RequestDelegate = context =>
        {
            var rules = current.Value; // the same for all that is asked about this request
            return rules.AreEmpty && !rates.IsLimited(contract.Group) ? handle(context) : GuardAsync(context, contract, rules, handle);
        };
    }

    private async Task GuardAsync(HttpContext context, ContractRoute route, AccessRules rules, RequestDelegate handle)
    {
        if (await FindRefusalAsync(context, route, rules) is { } refusal)
        {
            await new RestErrorResult(refusal).ExecuteAsync(context);
            return;
        }

        await handle(context);
    }

    private async ValueTask<ApiError?> FindRefusalAsync(HttpContext context, ContractRoute route, AccessRules rules)
    {
        var rule = rules.FindRule(route.Name);
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
            return ApiError.Forbidden(signedIn: BearerHeader.TryRead(context, out _) is null); // a new token would not help who has one
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
