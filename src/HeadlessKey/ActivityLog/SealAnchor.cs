using System.Globalization;
using System.Text.RegularExpressions;

namespace HeadlessKey.ActivityLog;

/// <summary>The newest seal, as it is kept elsewhere: <c>seal.v1.NUMBER.LAST-ID.HASH</c>. It is found again in whatever text it stands.</summary>
/// <param name="Number">The seal's number.</param>
/// <param name="LastId">The last id it covers.</param>
/// <param name="Hash">Its hash.</param>
internal sealed partial record SealAnchor(long Number, long LastId, string Hash)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"seal.v1.{Number}.{LastId}.{Hash}");

    /// <summary>Every anchor in a line.</summary>
    public static IEnumerable<SealAnchor> In(string line) =>
        Form.Matches(line).Select(match => new SealAnchor(Read(match, "number"), Read(match, "last"), match.Groups["hash"].Value));

    private static long Read(Match match, string group) => long.Parse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\bseal\.v1\.(?<number>[0-9]{1,18})\.(?<last>[0-9]{1,18})\.(?<hash>[0-9a-f]{64})\b", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Form { get; }
}
