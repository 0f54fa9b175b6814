using HeadlessKey.Authentication;
using Microsoft.AspNetCore.Authorization;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Closes a host's own routes by HeadlessKey's roles.</summary>
public static class HeadlessKeyAuthorizationExtensions
{
    /// <summary>
    /// Lets only users through who have one of the roles, such as <c>app.MapGet("/drafts", …).RequireHeadlessKeyRole("editor")</c>. Whoever
    /// has no good token gets 401, whoever has another role 403. Needs <c>AddHeadlessKeyBearer()</c> under its default scheme, and
    /// <c>AddAuthorization()</c>.
    /// </summary>
    /// <param name="builder">The route, or a group of routes.</param>
    /// <param name="roles">The roles; one of them is enough. Without any, every signed-in user gets through.</param>
    /// <returns>The same route.</returns>
    public static TBuilder RequireHeadlessKeyRole<TBuilder>(this TBuilder builder, params string[] roles)
        where TBuilder : IEndpointConventionBuilder
    {
        var policy = new AuthorizationPolicyBuilder(HeadlessKeyBearerDefaults.AuthenticationScheme).RequireAuthenticatedUser();
        return builder.RequireAuthorization((roles.Length == 0 ? policy : policy.RequireRole(roles)).Build());
    }
}
