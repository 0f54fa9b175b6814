using System.Globalization;

namespace HeadlessKey.Http;

/// <summary>Which language somebody wants, from what their browser or their profile says.</summary>
internal static class Languages
{
    public const Language Default = Language.English;

    private const int MostRanges = 20; // of a list that somebody made long on purpose

    /// <summary>The language's tag (RFC 5646), as files and mails carry it.</summary>
    public static string Tag(Language language) => language switch
    {
        Language.SimplifiedChinese => "zh-CN",
        _ => "en",
    };

    /// <summary>The language of a locale such as <c>zh_CN</c> or <c>en-GB</c>; null for one that nothing is written in.</summary>
    public static Language? OfLocale(string? locale)
    {
        var tag = (locale ?? string.Empty).Trim().Replace('_', '-').ToLowerInvariant();
        return tag.Split('-') switch
        {
            ["en", ..] => Language.English,
            ["zh", .. var rest] when !rest.Contains("hant") && !rest.Contains("tw") && !rest.Contains("hk") && !rest.Contains("mo") => Language.SimplifiedChinese,
            _ => null,
        };
    }

    /// <summary>The language that an <c>Accept-Language</c> header likes best (RFC 9110, 12.5.4), of those there are.</summary>
    public static Language OfAcceptLanguage(string? header) =>
        (header ?? string.Empty).Split(',').Take(MostRanges)
            .Select(Parse)
            .Where(wanted => wanted is { Language: not null, Quality: > 0 })
            .OrderByDescending(wanted => wanted.Quality) // stable: of two liked alike, the first
            .FirstOrDefault().Language ?? Default;

    private static (Language? Language, double Quality) Parse(string range)
    {
        var parts = range.Split(';');
        var quality = parts.Length > 1 && parts[1].Trim() is ['q' or 'Q', '=', .. var number]
            ? double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var given) ? given : 0
            : 1;
        return (OfLocale(parts[0]), quality);
    }
}
