namespace HeadlessKey.Email;

/// <summary>
/// Hands mail to a mail server, one connection each. The connection is protected before anything is said, or nothing is sent.
/// </summary>
internal sealed class SmtpEmailSender(HeadlessKeyOptions options, MimeMessageWriter writer, SmtpTrust trust) : IEmailSender
{
    private SmtpOptions Smtp => options.Email.Smtp;

    private int Port => Smtp.Port ?? Smtp.Security switch
    {
        SmtpOptions.ImplicitTls => 465,
        SmtpOptions.Plain => 25,
        _ => 587,
    };

    public Task<EmailSendResult> SendAsync(OutgoingEmail email, CancellationToken cancellationToken) =>
        TalkAsync(async conversation =>
        {
            if (MailboxAddress.Parse(email.From) is not { } from || MailboxAddress.Parse(email.To) is not { } to)
            {
                throw new SmtpFailure("The address is none that mail could be sent to.", isFinal: true);
            }

            var taken = await conversation.SendAsync(from, to, writer.Write(email, from, to), email.Text, cancellationToken);
            return taken.Quote(to.Text, email.Text);
        }, cancellationToken);

    /// <summary>Everything but a mail: connects, protects, signs in.</summary>
    public Task<EmailSendResult> TryAsync(CancellationToken cancellationToken) => TalkAsync(_ => Task.FromResult("ready"), cancellationToken);

    private async Task<EmailSendResult> TalkAsync(Func<SmtpConversation, Task<string>> say, CancellationToken cancellationToken)
    {
        var where = $"{Smtp.Host}:{Port}";
        try
        {
            await using var connection = await SmtpConnection.OpenAsync(Smtp.Host!, Port, Smtp.Timeout, cancellationToken);
            if (Smtp.Security == SmtpOptions.ImplicitTls)
            {
                await connection.ProtectAsync(trust.For(Smtp.Host!), cancellationToken);
            }

            var conversation = new SmtpConversation(connection, OwnName);
            await conversation.GreetAsync(cancellationToken);
            if (Smtp.Security == SmtpOptions.StartTls)
            {
                await conversation.StartTlsAsync(Smtp.Host!, trust, cancellationToken);
            }

            if (!string.IsNullOrEmpty(Smtp.Username))
            {
                await conversation.SignInAsync(Smtp.Username, Smtp.Password ?? string.Empty, cancellationToken);
            }

            var answer = await say(conversation);
            await conversation.QuitAsync(cancellationToken);
            return new EmailSendResult.Sent($"{where}: {answer}");
        }
        catch (SmtpFailure failure)
        {
            return failure.IsFinal ? new EmailSendResult.Refused($"{where}: {failure.Message}") : new EmailSendResult.FailedForNow($"{where}: {failure.Message}");
        }
    }

    // The name by which we are known, or how one introduces oneself without one (RFC 5321, 4.1.3).
    private string OwnName => new Uri(options.PublicUrl!) is { HostNameType: UriHostNameType.Dns, IsLoopback: false } url ? url.IdnHost : "[127.0.0.1]";
}
