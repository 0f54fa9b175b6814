using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace HeadlessKey;

/// <summary>Refuses a directory that could not be asked, and settings that make no sense with it.</summary>
internal sealed class DirectoryOptionsValidator(IConfiguration configuration) : IValidateOptions<HeadlessKeyOptions>
{
    private const int LeastSecretBytes = 32;

    public ValidateOptionsResult Validate(string? name, HeadlessKeyOptions options)
    {
        var checks = new SettingChecks(configuration);
        checks.OneOf("Directory", options.Directory, HeadlessKeyOptions.LocalDirectory, HeadlessKeyOptions.WordPressDirectory);
        checks.OneOf("Rest:Dialect", options.Rest.Dialect, RestOptions.NoDialect, RestOptions.TmeisterDialect, RestOptions.UsefulteamDialect);
        if (options.Directory == HeadlessKeyOptions.WordPressDirectory)
        {
            CheckWordPress(options, checks);
        }

        return checks.Result;
    }

    private static void CheckWordPress(HeadlessKeyOptions options, SettingChecks checks)
    {
        const string connect = "Run: headlesskey wordpress connect URL";
        var site = options.WordPress;
        if (!SettingChecks.IsWebAddress(site.Url) || new Uri(site.Url!) is not { Query: "", Fragment: "", UserInfo: "" })
        {
            checks.Refuse("WordPress:Url", $"must be the http or https address of the site, such as https://www.example.com. {connect}");
        }

        if (string.IsNullOrWhiteSpace(site.KeyId))
        {
            checks.Refuse("WordPress:KeyId", $"is needed: HeadlessKey:Directory is wordpress. {connect}");
        }

        if (Encoding.UTF8.GetByteCount(site.Secret ?? string.Empty) < LeastSecretBytes)
        {
            checks.Refuse("WordPress:Secret", $"must have at least {LeastSecretBytes} bytes: whoever guesses it can set anybody's password. {connect}");
        }

        checks.Range("WordPress:Timeout", site.Timeout, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60));
        if (site.WatchEvery != TimeSpan.Zero)
        {
            checks.Range("WordPress:WatchEvery", site.WatchEvery, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1));
        }

        checks.Range("WordPress:CallsAtOnce", site.CallsAtOnce, 1, 256);
        if (options.Registration.Private)
        {
            checks.Refuse(
                "Registration:Private",
                "is on, but HeadlessKey:Directory is wordpress: the account would be made once its address is proven, and until then its password would have to be kept so that WordPress can still be told it.");
        }
    }
}
