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
    /// <summary>In the order of the documentation.</summary>
    public static IReadOnlyList<Setting> Settings { get; } =
    [
        .. Of(string.Empty, static options => options),
        .. Of("WordPress:", static options => options.WordPress),
        .. Of("Rest:", static options => options.Rest),
        .. Of("Cors:", static options => options.Cors),
        .. Of("Access:", static options => options.Access),
        .. Of("RateLimits:", static options => options.RateLimits),
        .. Of("RefreshCookie:", static options => options.RefreshCookie),
        .. Of("Proxies:", static options => options.Proxies),
        .. Of("Outbound:", static options => options.Outbound),
        .. Of("Sso:", static options => options.Sso),
        .. Of("ForwardAuth:", static options => options.ForwardAuth),
        .. Of("Tokens:", static options => options.Tokens),
        .. Of("Sessions:", static options => options.Sessions),
        .. Of("Passwords:", static options => options.Passwords),
        .. Of("Lockout:", static options => options.Lockout),
        .. Of("Registration:", static options => options.Registration),
        .. Of("Links:", static options => options.Links),
        .. Of("Email:", static options => options.Email),
        .. Of("Email:Smtp:", static options => options.Email.Smtp),
        .. Of("ActivityLog:", static options => options.ActivityLog),
        .. Of("Deliveries:", static options => options.Deliveries),
        .. Of("Keys:", static options => options.Keys),
        .. Of("Admin:", static options => options.Admin),
        .. Of("Storage:", static options => options.Storage),
        .. Of("Hooks:", static options => options.Hooks),
        .. Of("Hooks:Authenticating:", static options => options.Hooks.Authenticating),
        .. Of("Hooks:TokenIssuing:", static options => options.Hooks.TokenIssuing),
        .. Of("Hooks:TokenResponding:", static options => options.Hooks.TokenResponding),
        .. Of("Hooks:Registering:", static options => options.Hooks.Registering),
        .. Of("Hooks:EmailSending:", static options => options.Hooks.EmailSending),
        .. Of("Hooks:SsoMapping:", static options => options.Hooks.SsoMapping),
        .. Of("Hooks:WebhookSending:", static options => options.Hooks.WebhookSending),
    ];

    /// <summary>The names of all settings.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Settings.Select(setting => setting.Key)];

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

    /// <summary>Whether the first word of the path begins a setting, whatever follows.</summary>
    public static bool HasSectionOf(string path) =>
        All.Any(known => string.Equals(known.Split(':')[0], path.Split(':')[0], StringComparison.OrdinalIgnoreCase));

    private static bool IsKnown(string path) =>
        path.Length == 0
        || All.Any(known => string.Equals(known, path, StringComparison.OrdinalIgnoreCase)
            || path.StartsWith($"{known}:", StringComparison.OrdinalIgnoreCase)); // an entry of a list

    private static IEnumerable<Setting> Of<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)] T>(
        string prefix, Func<HeadlessKeyOptions, T> section)
    {
        var all = typeof(T).IsDefined(typeof(RuntimeAttribute));
        return typeof(T).GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => !property.PropertyType.Name.EndsWith("Options", StringComparison.Ordinal)) // a section: its members are listed above
            .Select(property => new Setting(
                prefix + property.Name, TypeOf(property.PropertyType), all || property.IsDefined(typeof(RuntimeAttribute)),
                options => property.GetValue(section(options))));
    }

    private static SettingType TypeOf(Type type) =>
        type == typeof(string) ? SettingType.Text
        : type == typeof(bool) ? SettingType.Flag
        : type == typeof(int) || type == typeof(int?) ? SettingType.Number
        : type == typeof(TimeSpan) ? SettingType.Duration
        : type == typeof(IDictionary<string, string>) ? SettingType.TextMap
        : type == typeof(IDictionary<string, int>) ? SettingType.NumberMap
        : type == typeof(IList<string>) ? SettingType.List
        : throw new InvalidOperationException($"No setting may be a {type}.");

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
