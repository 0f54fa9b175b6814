using System.Text;

namespace HeadlessKey.Passwords.Formats;

/// <summary>
/// What WordPress may have made of a password before it hashed it. It takes spaces off both ends, and it hashes what a form sent with
/// the slashes that it has put before quotes: <c>it's</c> is stored as <c>it\'s</c>. So that people can go on typing what they always
/// typed, hashes brought along are checked against the password as typed and, where that is another text, against this one.
/// </summary>
internal static class TypedPassword
{
    private const int LongestBytes = 4096; // WordPress hashes nothing longer; nor is anybody to make us do it
    private static readonly char[] TakenOff = [' ', '\t', '\n', '\r', '\v', '\0'];

    /// <summary>The one or two texts that may have been hashed, as UTF-8; none when it is too long.</summary>
    public static IReadOnlyList<byte[]> Forms(string password)
    {
        var typed = Encoding.UTF8.GetBytes(password);
        if (typed.Length > LongestBytes)
        {
            return [];
        }

        var kept = Slashed(password.Trim(TakenOff));
        return kept.Length == password.Length ? [typed] : [typed, Encoding.UTF8.GetBytes(kept)];
    }

    private static string Slashed(string password)
    {
        var slashed = new StringBuilder(password.Length);
        foreach (var letter in password)
        {
            slashed.Append(letter is '\'' or '"' or '\\' ? "\\" : string.Empty).Append(letter);
        }

        return slashed.ToString();
    }
}
