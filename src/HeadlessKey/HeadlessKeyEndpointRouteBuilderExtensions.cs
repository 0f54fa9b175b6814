using HeadlessKey;
using HeadlessKey.Access;
using HeadlessKey.Authentication;
using HeadlessKey.Discovery;
using HeadlessKey.Http;
using HeadlessKey.Login;
using HeadlessKey.OwnSessions;
using HeadlessKey.PasswordChange;
using HeadlessKey.PasswordRecovery;
using HeadlessKey.Profile;
using HeadlessKey.Refresh;
using HeadlessKey.Registration;
using HeadlessKey.Revocation;
using HeadlessKey.Setup;
using HeadlessKey.SigningKeys;
using HeadlessKey.Sso;
using HeadlessKey.Validation;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps HeadlessKey's routes into a host.</summary>
public static class HeadlessKeyEndpointRouteBuilderExtensions
{
    /// <summary>
    /// Maps the REST contract under its namespace and aliases (<c>/wp-json/headlesskey/v1</c> unless set otherwise), and
    /// <c>/.well-known/jwks.json</c>, <c>/healthz</c>, <c>/readyz</c>, <c>/openapi/v1.json</c> beside it.
    /// </summary>
    /// <param name="endpoints">The host's routes.</param>
    /// <returns>The same routes.</returns>
    public static IEndpointRouteBuilder MapHeadlessKey(this IEndpointRouteBuilder endpoints)
    {
        var address = endpoints.ServiceProvider.GetRequiredService<RestAddress>();
        foreach (var root in address.Roots)
        {
            var routes = endpoints.MapGroup(root).WithTags("Sign-in");
            if (!ReferenceEquals(root, address.Roots[0]))
            {
                routes.WithMetadata(new AliasRoute());
            }

            RouteGuard.Protect(routes);
            NamespaceIndexEndpoint.Map(routes);
            LoginEndpoint.Map(routes);
            ValidateEndpoint.Map(routes);
            RefreshEndpoint.Map(routes);
            RevokeEndpoint.Map(routes);
            RegisterEndpoint.Map(routes);
            VerifyEmailEndpoint.Map(routes);
            ForgotPasswordEndpoint.Map(routes);
            ResetPasswordEndpoint.Map(routes);
            ChangePasswordEndpoint.Map(routes);
            MeEndpoint.Map(routes);
            OwnSessionsEndpoint.Map(routes);
            ExchangeEndpoint.Map(routes);
            SsoLinksEndpoint.Map(routes);
            SsoLogoutEndpoint.Map(routes);
            ForwardAuthEndpoint.Map(routes);
            JwksEndpoint.Map(routes, "/jwks");
        }

        var server = endpoints.MapGroup(string.Empty).WithTags("Server");
        JwksEndpoint.Map(server, "/.well-known/jwks.json", "wellKnownJwks");
        HealthEndpoint.Map(server);
        SetupEndpoint.Map(server);
        MapDialect(endpoints, address);
        if (endpoints.ServiceProvider.GetRequiredService<HeadlessKeyOptions>().Rest.Docs)
        {
            endpoints.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous().WithMetadata(AccessRule.Public);
        }

        return endpoints;
    }

    private static void MapDialect(IEndpointRouteBuilder endpoints, RestAddress address)
    {
        if (address.DialectRoot is null)
        {
            return;
        }

        var dialect = endpoints.ServiceProvider.GetRequiredService<HeadlessKeyOptions>().Rest.Dialect;
        var mounts = endpoints.ServiceProvider.GetService<IDialectRoutes>()
            ?? throw new StartupException($"HeadlessKey:Rest:Dialect is {dialect}, but the app does not say AnswerJwtAuth().");
        var routes = endpoints.MapGroup(address.DialectRoot).WithMetadata(new AliasRoute());
        RouteGuard.Protect(routes);
        mounts.Map(routes, dialect);
    }
}
