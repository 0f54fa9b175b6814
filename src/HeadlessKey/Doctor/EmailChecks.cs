using HeadlessKey.Email;

namespace HeadlessKey.Doctor;

/// <summary>What is looked at about mail.</summary>
internal sealed class EmailChecks(IEmailSender sender, EmailQueueStore queue, HeadlessKeyOptions options)
{
    /// <summary>Connects and signs in as for a mail, without sending one.</summary>
    public async Task<string?> CheckServerAsync(CancellationToken cancellationToken) =>
        sender is SmtpEmailSender smtp
            ? await smtp.TryAsync(cancellationToken) switch
            {
                EmailSendResult.FailedForNow failed => failed.Reason,
                EmailSendResult.Refused refused => refused.Reason,
                _ => null,
            }
            : null;

    public async Task<string?> CheckQueueAsync(CancellationToken cancellationToken)
    {
        var (late, givenUp) = await queue.CountStuckAsync(EmailQueueStore.Patience, cancellationToken);
        return late + givenUp == 0 ? null
            : $"Waiting for more than {EmailQueueStore.Patience.TotalMinutes:0} minutes: {Plural.Of(late, "mail")}. Given up in the last days: {givenUp}. See: headlesskey email queue";
    }

    /// <summary>Mail that leaves this machine with links that only open on it.</summary>
    public string? CheckLinks() =>
        options.Email.Transport == EmailOptions.SmtpTransport && new Uri(options.PublicUrl!).IsLoopback
            ? $"HeadlessKey:PublicUrl is {options.PublicUrl}: links in mails lead to the reader's own machine. Set the address that users reach this server at."
            : null;
}
