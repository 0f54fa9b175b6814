using System.Text.RegularExpressions;
using HeadlessKey.Http;

namespace HeadlessKey.Email;

/// <summary>
/// Names in our mails are chosen by whoever registers, perhaps with somebody else's address: the mail must not become the carrier of
/// their advertisement or their link.
/// </summary>
internal static partial class SafeName
{
    private const int Longest = 50;
    private const char WordJoiner = '\u2060'; // no width, and no mail program takes it for a part of an address

    /// <summary>How nobody in particular is greeted.</summary>
    public static readonly Text Nobody = new("there", "尊敬的用户");

    /// <summary>The name in one line, or how one greets without it.</summary>
    public static string Greet(string name, Language language)
    {
        var line = CleanText.Cut(name, Longest + 1)?.Trim() ?? string.Empty;
        return line.Length is 0 or > Longest || LikeALink.IsMatch(line) ? Nobody.In(language) : line;
    }

    /// <summary>A login reads as it is, but no mail program makes a link of it.</summary>
    public static string Login(string login) =>
        LikeALink.IsMatch(login) ? Separator.Replace(login, $"$0{WordJoiner}") : login;

    // An address of the web or of a mailbox, or what a mail program would take for one; with the full stops of East Asia, too.
    [GeneratedRegex(@"://|@|/|\bwww\b|[\w-][.。．｡][\p{L}\p{M}]{2,}|[<>]", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LikeALink { get; }

    [GeneratedRegex(@"[.@]", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Separator { get; }
}
