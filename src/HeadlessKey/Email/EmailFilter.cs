using HeadlessKey.Hooks;

namespace HeadlessKey.Email;

/// <summary>Asks the hooks about a finished mail.</summary>
internal sealed class EmailFilter(HookChain<EmailSending> hooks)
{
    /// <summary>The mail as it is to be sent, or what became of it instead. A mail that a hook failed to look at waits.</summary>
    public async ValueTask<(OutgoingEmail Mail, EmailSendResult? Instead)> AskAsync(OutgoingEmail mail, CancellationToken cancellationToken)
    {
        if (!hooks.Any)
        {
            return (mail, null);
        }

        var point = new EmailSending(mail.Kind, mail.To, mail.Language, mail.Subject, mail.Text, mail.Html);
        if (await hooks.RunAsync(point, cancellationToken) is not null)
        {
            return (mail, new EmailSendResult.FailedForNow("A hook failed."));
        }

        return point.IsSuppressed ? (mail, new EmailSendResult.Suppressed()) : (Changed(mail, point), null);
    }

    private static OutgoingEmail Changed(OutgoingEmail mail, EmailSending point) => new()
    {
        Kind = mail.Kind,
        MessageId = mail.MessageId,
        From = mail.From,
        FromName = mail.FromName,
        To = mail.To,
        Subject = point.Subject,
        Text = point.Text,
        Html = point.Html,
        Language = mail.Language,
    };
}
