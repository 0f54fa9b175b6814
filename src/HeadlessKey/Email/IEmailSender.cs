namespace HeadlessKey.Email;

/// <summary>
/// Hands finished mails on. Register your own before <c>AddHeadlessKey()</c> to send by other means than
/// <see cref="EmailOptions.Transport"/> offers; queueing, retries and texts stay as they are.
/// </summary>
public interface IEmailSender
{
    /// <summary>
    /// Sends one mail. The same mail may come again, with the same <see cref="OutgoingEmail.MessageId"/>, when nobody knows whether the
    /// last try went through. An exception counts as a failure that passes.
    /// </summary>
    /// <param name="email">The mail.</param>
    /// <param name="cancellationToken">Set when it takes too long.</param>
    /// <returns>What became of it.</returns>
    Task<EmailSendResult> SendAsync(OutgoingEmail email, CancellationToken cancellationToken);
}
