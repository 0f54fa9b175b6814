using System.Text.RegularExpressions;

namespace HeadlessKey;

/// <summary>What may stand in the address of the REST contract.</summary>
internal static partial class RestPath
{
    public static bool IsPrefix(string text) => PrefixPattern.IsMatch(text);

    public static bool IsSegment(string text) => SegmentPattern.IsMatch(text);

    [GeneratedRegex(@"^(/[A-Za-z0-9._-]+)+\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PrefixPattern { get; }

    [GeneratedRegex(@"^[A-Za-z0-9._-]+\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SegmentPattern { get; }
}
