using System.Text;

namespace HeadlessKey.Passwords;

/// <summary>
/// The most common passwords, from the word list that ships with zxcvbn-core; of it only what is long enough to get past the rule of
/// length. Kept as the text that it is, about 110 KB: to look through all of it takes some microseconds.
/// </summary>
internal static class CommonPasswords
{
    private const int ShortestUseful = 8; // what the least of all minimum lengths lets through
    private const byte Separator = (byte)'\n';

    private static readonly Lazy<byte[]> List = new(Load);

    /// <summary>How much memory the list takes.</summary>
    public static int Bytes => List.Value.Length;

    /// <summary>Whether it is one of them, without regard to case.</summary>
    public static bool Contains(string password)
    {
        if (password.Contains((char)Separator, StringComparison.Ordinal))
        {
            return false; // it would be looked for as two entries
        }

        var wanted = Encoding.UTF8.GetBytes($"\n{password.ToLowerInvariant()}\n");
        return List.Value.AsSpan().IndexOf(wanted) >= 0;
    }

    // Every entry stands between two separators.
    private static byte[] Load()
    {
        var assembly = typeof(Zxcvbn.Zxcvbn).Assembly;
        var name = assembly.GetManifestResourceNames().Single(name => name.EndsWith(".passwords.lst", StringComparison.Ordinal));
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!, Encoding.UTF8);
        using var list = new MemoryStream();
        list.WriteByte(Separator);
        while (reader.ReadLine() is { } entry)
        {
            if (entry.Length >= ShortestUseful)
            {
                list.Write(Encoding.UTF8.GetBytes(entry.ToLowerInvariant()));
                list.WriteByte(Separator);
            }
        }

        return list.ToArray();
    }
}
