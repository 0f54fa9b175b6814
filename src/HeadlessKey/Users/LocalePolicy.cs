using System.Text.RegularExpressions;
using HeadlessKey.Http;

namespace HeadlessKey.Users;

/// <summary>Which locales a profile may name: those of any language, for what is not ours may be translated into it.</summary>
internal static partial class LocalePolicy
{
    public const int Longest = 35; // RFC 5646, 4.4.1

    /// <summary>Why the locale will not do, or null. Nothing at all stands for no wish.</summary>
    public static Text? FindFault(string locale) => locale.Length == 0 || LocalePattern.IsMatch(locale) ? null : Messages.LocaleUnknown;

    [GeneratedRegex(@"^[A-Za-z]{2,3}([_-][A-Za-z0-9]{2,8}){0,3}\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LocalePattern { get; }
}
