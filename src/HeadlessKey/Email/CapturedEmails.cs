using System.Globalization;
using System.Text.RegularExpressions;

namespace HeadlessKey.Email;

/// <summary>The mails that the transport <c>file</c> has written, for anyone who tries things out.</summary>
internal sealed partial class CapturedEmails(FileEmailSender sender)
{
    /// <summary>The newest, newest first.</summary>
    public IReadOnlyList<CapturedEmail> List(int count) =>
        !System.IO.Directory.Exists(sender.Folder) ? []
        :
        [
            .. System.IO.Directory.EnumerateFiles(sender.Folder, "*.eml").Select(Path.GetFileNameWithoutExtension).OfType<string>()
                .OrderDescending(StringComparer.Ordinal).Take(count).Select(Find).OfType<CapturedEmail>(),
        ];

    /// <summary>One of them. Null: there is none of that name, or it is none of ours.</summary>
    public CapturedEmail? Find(string id)
    {
        // The name is all that is asked for, and it can lead nowhere else.
        if (FileName.Match(id) is not { Success: true } name
            || !DateTimeOffset.TryParseExact(name.Groups["at"].Value, "yyyyMMdd-HHmmssfff", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at))
        {
            return null;
        }

        try
        {
            var message = MimeMessageReader.Read(File.ReadAllText(Path.Combine(sender.Folder, $"{id}.eml")));
            return new CapturedEmail(id, at, name.Groups["kind"].Value, message.From, message.To, message.Subject, message.Text, message.Html);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or FormatException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"^(?<at>\d{8}-\d{9})-(?<kind>[a-z-]{1,40})-[0-9a-f]{32}\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex FileName { get; }
}
