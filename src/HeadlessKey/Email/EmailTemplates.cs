using System.Text;
using Microsoft.Extensions.Logging;

namespace HeadlessKey.Email;

/// <summary>
/// The texts of the mails: those that ship with the program, each replaceable by a file of the same name in the folder <c>templates</c> of
/// the data folder. A replacement that cannot be used is passed over: a mail in our words is better than none.
/// </summary>
internal sealed partial class EmailTemplates(HeadlessKeyOptions options, ILogger<EmailTemplates> logger)
{
    public const string Layout = "layout.html";
    private const string Resources = "EmailTemplates/";
    private const int Longest = 256 * 1024;

    /// <summary>Where an operator's own templates are.</summary>
    public string Folder => Path.Combine(options.Storage.DataFolder, "templates");

    /// <summary>Every template that ships, such as <c>reset-link.en.txt</c>.</summary>
    public static IEnumerable<string> Names { get; } =
    [
        .. typeof(EmailTemplates).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Resources, StringComparison.Ordinal)).Select(name => name[Resources.Length..]).Order(StringComparer.Ordinal),
    ];

    /// <summary>Puts a template to use: the operator's, or ours if there is none or it fails.</summary>
    public T Use<T>(string name, Func<string, T> use)
    {
        try
        {
            if (FindOwn(name) is { } own)
            {
                return use(own);
            }
        }
        catch (Exception exception) when (exception is FormatException or IOException or UnauthorizedAccessException)
        {
            Log.Unusable(logger, Path.Combine(Folder, name), exception.Message);
        }

        return use(ReadBuiltIn(name));
    }

    public static string ReadBuiltIn(string name)
    {
        using var stream = typeof(EmailTemplates).Assembly.GetManifestResourceStream(Resources + name)
            ?? throw new FormatException($"There is no template {name}.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    private string? FindOwn(string name)
    {
        var file = new FileInfo(Path.Combine(Folder, name));
        return !file.Exists ? null
            : file.Length > Longest ? throw new FormatException($"it is larger than {Longest / 1024} KiB")
            : File.ReadAllText(file.FullName).ReplaceLineEndings("\n");
    }

    private static partial class Log
    {
        [LoggerMessage(LogIds.EmailTemplateUnusable, LogLevel.Warning, "{File} cannot be used: {Reason}. The built-in one is used instead")]
        public static partial void Unusable(ILogger logger, string file, string reason);
    }
}
