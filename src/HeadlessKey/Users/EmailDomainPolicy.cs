using System.Globalization;
using System.Text;
using HeadlessKey.Http;

namespace HeadlessKey.Users;

/// <summary>Of which domains an address may be.</summary>
internal static class EmailDomainPolicy
{
    private const string AllBelow = "*.";
    private static readonly IdnMapping Idn = new();

    // What a mail system reads as another character: ligatures, wide and mathematical letters, and marks that belong to the one before.
    private static readonly (int First, int Last)[] Disguises =
    [
        (0xAA, 0xAA), (0xBA, 0xBA), (0x17F, 0x17F), (0x300, 0x36F), (0x1100, 0x11FF), (0x1AB0, 0x1AFF), (0x1D00, 0x1DFF), (0x2000, 0x2BFF),
        (0x3099, 0x309A), (0x3130, 0x318F), (0xF900, 0xFAFF), (0xFB00, 0xFDFF), (0xFE00, 0xFFFF), (0x1D400, 0x1D7FF), (0x1F000, 0x1FBFF),
        (0x2F800, 0x2FA1F), (0xE0000, 0x10FFFF),
    ];

    /// <summary>Why an address of that domain will not do, or null.</summary>
    public static Text? FindDomainFault(string email, RegistrationOptions options)
    {
        if (options.AllowedDomains.Count == 0 && options.RefusedDomains.Count == 0)
        {
            return null;
        }

        // A domain that cannot be brought into its one form might be any: it stands on every list of refused ones.
        var allowed = ToAscii(email[(email.LastIndexOf('@') + 1)..]) is { } domain
            && !options.RefusedDomains.Any(pattern => Matches(domain, pattern))
            && (options.AllowedDomains.Count == 0 || options.AllowedDomains.Any(pattern => Matches(domain, pattern)));
        return allowed ? null : Messages.EmailDomainRefused;
    }

    private static bool Matches(string domain, string pattern) =>
        pattern.StartsWith(AllBelow, StringComparison.Ordinal)
            ? ToAscii(pattern[AllBelow.Length..]) is { } parent && domain.EndsWith("." + parent, StringComparison.Ordinal)
            : string.Equals(domain, ToAscii(pattern), StringComparison.Ordinal);

    /// <summary>The domain as mail systems look it up (RFC 5890, 2.3.2.1); null when there is no single such form.</summary>
    private static string? ToAscii(string domain)
    {
        if (domain.EnumerateRunes().Any(IsDisguise))
        {
            return null;
        }

        try
        {
            return Idn.GetAscii(domain.ToLowerInvariant()).TrimEnd('.');
        }
        catch (ArgumentException)
        {
            return null; // an empty label, or one that is too long
        }
    }

    private static bool IsDisguise(Rune rune) =>
        !rune.IsAscii
        && (!Rune.IsLetterOrDigit(rune) && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark)
            || Array.Exists(Disguises, range => range.First <= rune.Value && rune.Value <= range.Last));
}
