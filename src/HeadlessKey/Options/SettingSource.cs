using Microsoft.Extensions.Configuration;

namespace HeadlessKey;

/// <summary>Says where a setting's value came from, so that the operator knows what to edit. Never the value itself.</summary>
internal static class SettingSource
{
    public static string Describe(IConfiguration configuration, string key) => $"{key} ({Find(configuration, key)})";

    private static string Find(IConfiguration configuration, string key)
    {
        if (configuration is not IConfigurationRoot root)
        {
            return "set in code";
        }

        foreach (var provider in root.Providers.Reverse())
        {
            if (provider.TryGet(key, out _) || provider.GetChildKeys([], key).Any())
            {
                return $"from {Name(provider)}";
            }
        }

        return "not set";
    }

    private static string Name(IConfigurationProvider provider) => provider switch
    {
        FileConfigurationProvider file => file.Source.Path ?? "a file",
        Microsoft.Extensions.Configuration.EnvironmentVariables.EnvironmentVariablesConfigurationProvider => "the environment",
        Microsoft.Extensions.Configuration.CommandLine.CommandLineConfigurationProvider => "the command line",
        PluginEnvironmentProvider => "the environment",
        _ => "code",
    };
}
