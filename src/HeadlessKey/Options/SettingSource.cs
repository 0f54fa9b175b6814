using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.CommandLine;
using Microsoft.Extensions.Configuration.EnvironmentVariables;

namespace HeadlessKey;

/// <summary>Says where a setting's value came from, so that the operator knows what to edit. Never the value itself.</summary>
internal static class SettingSource
{
    public static string Describe(IConfiguration configuration, string key) =>
        configuration is not IConfigurationRoot ? $"{key} (set in code)"
        : FindGiven(configuration, key) is { } origin ? $"{key} (from {origin.Text})"
        : $"{key} (not set)";

    /// <summary>Which of the host's sources has a value for the key; null: none.</summary>
    public static SettingOrigin? FindGiven(IConfiguration configuration, string key)
    {
        foreach (var provider in (configuration as IConfigurationRoot)?.Providers.Reverse() ?? [])
        {
            if (provider.TryGet(key, out _) || provider.GetChildKeys([], key).Any())
            {
                return OriginOf(provider);
            }
        }

        return null;
    }

    private static SettingOrigin OriginOf(IConfigurationProvider provider) => provider switch
    {
        FileConfigurationProvider file => new(SettingOrigin.File, file.Source.Path),
        EnvironmentVariablesConfigurationProvider or PluginEnvironmentProvider => new(SettingOrigin.Environment),
        CommandLineConfigurationProvider => new(SettingOrigin.CommandLine),
        _ => new(SettingOrigin.Code),
    };
}
