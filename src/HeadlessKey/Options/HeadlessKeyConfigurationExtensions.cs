using HeadlessKey;

namespace Microsoft.Extensions.Configuration;

/// <summary>Adds HeadlessKey's own environment variables to a configuration.</summary>
public static class HeadlessKeyConfigurationExtensions
{
    /// <summary>
    /// Reads <c>HEADLESSKEY_SECRET_KEY</c>, <c>HEADLESSKEY_CORS</c>, <c>HEADLESSKEY_REST_NAMESPACE</c> and
    /// <c>HEADLESSKEY_REST_VERSION</c>, named after the WordPress plugin's constants.
    /// </summary>
    /// <param name="configuration">The configuration to add to.</param>
    /// <returns>The same configuration.</returns>
    public static IConfigurationBuilder AddHeadlessKeyEnvironment(this IConfigurationBuilder configuration) =>
        configuration.Add(new PluginEnvironmentProvider());
}
