using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace HeadlessKey.Storage;

/// <summary>A numbered SQL file that ships inside the library.</summary>
internal sealed partial record Migration(long Number, string Name, string Script)
{
    private const string Folder = "HeadlessKey.Storage.Migrations.";

    public string Checksum => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Script)));

    /// <summary>The text for one engine: its identity column, and none of what is only for another.</summary>
    public string ScriptFor(SqlDialect dialect) =>
        Section.Replace(Script, section => section.Groups["engine"].Value == dialect.Name ? section.Groups["body"].Value : string.Empty)
            .Replace("{identity}", dialect.IdentityColumn, StringComparison.Ordinal);

    /// <summary>Every migration, in order.</summary>
    public static IReadOnlyList<Migration> All { get; } =
    [
        .. typeof(Migration).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(Load),
    ];

    private static Migration Load(string resource)
    {
        using var stream = typeof(Migration).Assembly.GetManifestResourceStream(resource)!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var name = Path.GetFileNameWithoutExtension(resource[Folder.Length..]);
        var number = long.Parse(name.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture);

        // A checkout may have turned line ends around; that is not an edit.
        return new Migration(number, name, reader.ReadToEnd().ReplaceLineEndings("\n"));
    }

    [GeneratedRegex(@"^\{only (?<engine>[a-z]+)\}\n(?<body>.*?)^\{end\}\n", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Section { get; }
}
