using Microsoft.Extensions.Configuration;

namespace HeadlessKey;

/// <summary>Says which setting could not be read, when binding stopped at a value of the wrong form.</summary>
internal static class SettingForm
{
    public static StartupException Explain(IConfiguration configuration, InvalidOperationException exception)
    {
        var setting = KnownSettings.All
            .Select(name => $"{HeadlessKeyOptions.Section}:{name}")
            .FirstOrDefault(key => exception.Message.Contains($"'{key}'", StringComparison.OrdinalIgnoreCase));
        return new StartupException(
            setting is null
                ? exception.Message
                : $"{SettingSource.Describe(configuration, setting)} cannot be read. A time span is written 00:10:00 or 14.00:00:00, a flag true or false, a number in digits.",
            exception);
    }
}
