using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace HeadlessKey;

/// <summary>Collects what is wrong with the settings; each message names the setting and its source.</summary>
internal sealed class SettingChecks(IConfiguration configuration)
{
    private readonly List<string> failures = [];

    public ValidateOptionsResult Result => failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);

    public void Refuse(string setting, string problem) =>
        failures.Add($"{SettingSource.Describe(configuration, $"{HeadlessKeyOptions.Section}:{setting}")} {problem}");

    public void Range<T>(string setting, T value, T least, T most)
        where T : IComparable<T>
    {
        if (value.CompareTo(least) < 0 || value.CompareTo(most) > 0)
        {
            Refuse(setting, $"is {value}; it must be from {least} to {most}.");
        }
    }

    public void OneOf(string setting, string value, params string[] known)
    {
        if (!known.Contains(value, StringComparer.Ordinal))
        {
            Refuse(setting, $"is {value}; it must be one of {string.Join(", ", known)}.");
        }
    }

    public void WebAddress(string setting, string? value)
    {
        if (value is not null && !IsWebAddress(value))
        {
            Refuse(setting, $"is {value}; it must be an http or https address.");
        }
    }

    public static bool IsWebAddress(string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https";
}
