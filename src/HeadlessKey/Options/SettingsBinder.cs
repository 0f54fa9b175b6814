using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace HeadlessKey;

/// <summary>
/// Binds the settings from the host's configuration, and below it from what is stored. The configuration is read once: an edited file takes
/// effect at the next start, not when somebody happens to change something else.
/// </summary>
internal sealed class SettingsBinder(IConfiguration configuration) : IConfigureOptions<HeadlessKeyOptions>
{
    private readonly KeyValuePair<string, string?>[] given =
        [.. configuration.GetSection(HeadlessKeyOptions.Section).AsEnumerable().Where(static pair => pair.Value is not null)];

    public void Configure(HeadlessKeyOptions options)
    {
        KnownSettings.Check(configuration);
        Configure(options, stored: []);
    }

    /// <param name="options">What is filled.</param>
    /// <param name="stored">Further values; none of them may be among those that the configuration has.</param>
    public void Configure(HeadlessKeyOptions options, IEnumerable<KeyValuePair<string, string?>> stored)
    {
        var all = new ConfigurationBuilder().AddInMemoryCollection(stored).AddInMemoryCollection(given).Build();
        try
        {
            all.GetSection(HeadlessKeyOptions.Section).Bind(options);
        }
        catch (InvalidOperationException exception)
        {
            throw SettingForm.Explain(configuration, exception);
        }
    }
}
