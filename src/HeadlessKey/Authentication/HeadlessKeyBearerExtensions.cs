using HeadlessKey.Authentication;
using Microsoft.AspNetCore.Authentication;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the bearer scheme to a host.</summary>
public static class HeadlessKeyBearerExtensions
{
    /// <summary>
    /// Signs requests in by HeadlessKey's access tokens. The name of the user is the login, roles are the user's roles, and
    /// <see cref="System.Security.Claims.ClaimTypes.NameIdentifier"/> is the user's id.
    /// </summary>
    /// <param name="builder">The authentication builder.</param>
    /// <param name="scheme">The scheme's name; default <see cref="HeadlessKeyBearerDefaults.AuthenticationScheme"/>.</param>
    /// <returns>The same builder.</returns>
    public static AuthenticationBuilder AddHeadlessKeyBearer(
        this AuthenticationBuilder builder, string scheme = HeadlessKeyBearerDefaults.AuthenticationScheme) =>
        builder.AddScheme<AuthenticationSchemeOptions, HeadlessKeyBearerHandler>(scheme, configureOptions: null);
}
