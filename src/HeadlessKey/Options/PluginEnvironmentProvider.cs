using Microsoft.Extensions.Configuration;

namespace HeadlessKey;

/// <summary>Reads the environment variables that carry the names of the WordPress plugin's constants.</summary>
internal sealed class PluginEnvironmentProvider : ConfigurationProvider, IConfigurationSource
{
    private static readonly (string Variable, string Key)[] Names =
    [
        ("HEADLESSKEY_SECRET_KEY", "HeadlessKey:SecretKey"),
        ("HEADLESSKEY_CORS", "HeadlessKey:Cors:Enabled"),
        ("HEADLESSKEY_REST_NAMESPACE", "HeadlessKey:Rest:Namespace"),
        ("HEADLESSKEY_REST_VERSION", "HeadlessKey:Rest:Version"),
    ];

    public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

    public override void Load()
    {
        foreach (var (variable, key) in Names)
        {
            if (Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value)
            {
                Set(key, value);
            }
        }
    }
}
