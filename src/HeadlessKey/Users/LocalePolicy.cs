using System.Text.RegularExpressions;
using HeadlessKey.Http;

namespace HeadlessKey.Users;

/// <summary>Which locales a profile may name. Any language: a front end may have more translations than we do.</summary>
internal static partial class LocalePolicy
{
    public const int Longest = 35; // RFC 5646, 4.4.1

    /// <summary>Why the locale will not do. Null: fine. An empty one is no preference, and fine.</summary>
    public static Text? FindFault(string locale) => locale.Length == 0 || LocalePattern.IsMatch(locale) ? null : Messages.LocaleUnknown;

    [GeneratedRegex(@"^[A-Za-z]{2,3}([_-][A-Za-z0-9]{2,8}){0,3}\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LocalePattern { get; }
}
