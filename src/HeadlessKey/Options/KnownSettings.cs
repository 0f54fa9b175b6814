using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Microsoft.Extensions.Configuration;

namespace HeadlessKey;

/// <summary>
/// Every key under <c>HeadlessKey:</c>, taken from the options classes. A key that is none of them is a mistake that would
/// otherwise be silent, so it stops the start.
/// </summary>
internal static class KnownSettings
{
    public static IReadOnlyList<string> All { get; } =
    [
        .. Of<HeadlessKeyOptions>(string.Empty),
        .. Of<RestOptions>("Rest:"),
        .. Of<CorsOptions>("Cors:"),
        .. Of<AccessOptions>("Access:"),
        .. Of<RateLimitOptions>("RateLimits:"),
        .. Of<RefreshCookieOptions>("RefreshCookie:"),
        .. Of<ProxyOptions>("Proxies:"),
        .. Of<TokenOptions>("Tokens:"),
        .. Of<SessionOptions>("Sessions:"),
        .. Of<PasswordOptions>("Passwords:"),
        .. Of<LockoutOptions>("Lockout:"),
        .. Of<RegistrationOptions>("Registration:"),
        .. Of<LinkOptions>("Links:"),
        .. Of<EmailOptions>("Email:"),
        .. Of<SmtpOptions>("Email:Smtp:"),
        .. Of<KeyOptions>("Keys:"),
        .. Of<AdminOptions>("Admin:"),
        .. Of<StorageOptions>("Storage:"),
    ];

    /// <summary>Throws for the first unknown key, with the nearest known name.</summary>
    public static void Check(IConfiguration configuration)
    {
        var section = configuration.GetSection(HeadlessKeyOptions.Section);
        foreach (var (path, value) in section.AsEnumerable(makePathsRelative: true))
        {
            if (value is null || IsKnown(path))
            {
                continue;
            }

            var nearest = All.MinBy(known => Distance(known.ToUpperInvariant(), path.ToUpperInvariant()));
            throw new StartupException(
                $"{SettingSource.Describe(configuration, $"{HeadlessKeyOptions.Section}:{path}")} is not a setting. Did you mean {HeadlessKeyOptions.Section}:{nearest}?");
        }
    }

    private static bool IsKnown(string path) =>
        path.Length == 0
        || All.Any(known => string.Equals(known, path, StringComparison.OrdinalIgnoreCase)
            || path.StartsWith($"{known}:", StringComparison.OrdinalIgnoreCase)); // an entry of a list

    private static IEnumerable<string> Of<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)] T>(string prefix) =>
        typeof(T).GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => !property.PropertyType.Name.EndsWith("Options", StringComparison.Ordinal)) // a section: its members are listed above
            .Select(property => prefix + property.Name);

    /// <summary>How many letters must be inserted, removed or exchanged (Levenshtein).</summary>
    private static int Distance(string a, string b)
    {
        var previous = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var current = new int[b.Length + 1];
            current[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var exchanged = previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                current[j] = Math.Min(exchanged, Math.Min(previous[j], current[j - 1]) + 1);
            }

            previous = current;
        }

        return previous[^1];
    }
}
