using System.Globalization;
using HeadlessKey.Secrets;

namespace HeadlessKey.Email;

/// <summary>Writes each mail into a file that only its owner may read: links and codes are in it.</summary>
internal sealed class FileEmailSender(HeadlessKeyOptions options, MimeMessageWriter writer, TimeProvider time) : IEmailSender
{
    public string Folder => Path.Combine(options.Storage.DataFolder, "mail");

    public async Task<EmailSendResult> SendAsync(OutgoingEmail email, CancellationToken cancellationToken)
    {
        if (MailboxAddress.Parse(email.From) is not { } from || MailboxAddress.Parse(email.To) is not { } to)
        {
            return new EmailSendResult.Refused("The address is none that mail could be sent to.");
        }

        try
        {
            CreateFolder();
            var when = time.GetUtcNow().ToUniversalTime().ToString("yyyyMMdd-HHmmssfff", CultureInfo.InvariantCulture);
            var path = Path.Combine(Folder, $"{when}-{email.Kind}-{email.MessageId.Split('@')[0]}.eml");

            // Written beside and then given its name, so that who reads the folder sees whole mails only.
            var draft = $"{path}.{RandomId.Handle()}.tmp";
            await using (var stream = new FileStream(draft, OwnerOnly()))
            {
                await stream.WriteAsync(writer.Write(email, from, to), cancellationToken);
            }

            File.Move(draft, path, overwrite: true);
            return new EmailSendResult.Sent($"Written to {path}.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new EmailSendResult.FailedForNow(exception.Message);
        }
    }

    private void CreateFolder()
    {
        if (OperatingSystem.IsWindows())
        {
            System.IO.Directory.CreateDirectory(Folder);
        }
        else
        {
            System.IO.Directory.CreateDirectory(Folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    private static FileStreamOptions OwnerOnly()
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return options;
    }
}
