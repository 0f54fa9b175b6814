using System.Text.Json;
using HeadlessKey.Directory;
using HeadlessKey.Email;
using HeadlessKey.Events;
using HeadlessKey.Http;
using HeadlessKey.Secrets;
using HeadlessKey.Storage;
using HeadlessKey.Users;

namespace HeadlessKey.PasswordRecovery;

/// <summary>Decides who gets a way back in, and mails it to the address that is stored.</summary>
internal sealed class RecoveryWork(
    IUserDirectory directory, UserStore users, RecoveryStore recoveries, RecoveryLimitStore limits, RecoverySecrets secrets, EmailQueueStore emails,
    AccountLinks links, SecurityEventLog events, TimeProvider time) : IDeferredWork
{
    public const string Name = "recovery";

    public string Kind => Name;

    /// <summary>Where people live elsewhere, our row of this one must say what is true now, above all to which address the mail goes.</summary>
    public Task PrepareAsync(ReadOnlyMemory<byte> body, CancellationToken cancellationToken) =>
        directory.IsOurs ? Task.CompletedTask : directory.FindByLoginAsync(Read(body).Login, cancellationToken);

    public async Task RunAsync(Transaction transaction, ReadOnlyMemory<byte> body)
    {
        var order = Read(body);

        // 1. Who is it? The account is held, so that its address cannot become another's between the look and the mail.
        User? user;
        do
        {
            user = await users.FindByLoginAsync(transaction, order.Login);
        }
        while (user is not null && !await users.TryHoldAsync(transaction, user));

        // 2. Nobody, and whoever may not sign in, gets nothing; and nobody's mailbox is filled by strangers.
        var subject = secrets.SubjectOf(user?.Id ?? 0, order.Login);
        var byCode = order.Method == RecoveryStore.ByCode;
        var reached = user is { IsDisabled: false } && await limits.TryCountMailAsync(transaction, subject, byCode);
        if (reached)
        {
            await emails.AddAsync(transaction, byCode
                ? await MakeCodeAsync(transaction, user!, subject, order.Client.Language)
                : await MakeLinkAsync(transaction, user!, order.Client.Language));
        }

        await events.AppendAsync(
            transaction, SecurityEvent.RecoveryRequested(reached ? user!.Id : null, order.Method, order.Client), CancellationToken.None);
    }

    private static RecoveryOrder Read(ReadOnlyMemory<byte> body) => JsonSerializer.Deserialize(body.Span, RecoveryJsonContext.Default.RecoveryOrder)!;

    private async Task<EmailMessage> MakeLinkAsync(Transaction transaction, User user, Language language)
    {
        var token = RandomId.Secret();
        await recoveries.AddAsync(transaction, new Recovery(
            RandomId.Handle(), user.Id, RecoveryStore.ByLink, RecoverySecrets.HashOfLink(token), time.GetUtcNow() + RecoverySecrets.LinkLifetime));
        return EmailMessage.ResetLink(
            UserRecipient.Of(user, language), user.Login, links.ResetPassword(user.Login, token), RecoverySecrets.LinkLifetime);
    }

    private async Task<EmailMessage> MakeCodeAsync(Transaction transaction, User user, string subject, Language language)
    {
        var (id, code) = (RandomId.Handle(), RecoverySecrets.NewCode());

        // Only the newest code lives: each further one would be one more to hit by chance.
        await recoveries.DeleteAsync(transaction, user.Id, RecoveryStore.ByCode);
        await limits.StartCodeAsync(transaction, subject);
        await recoveries.AddAsync(transaction, new Recovery(
            id, user.Id, RecoveryStore.ByCode, secrets.HashOfCode(user.Id, id, code), time.GetUtcNow() + RecoverySecrets.CodeLifetime));
        return EmailMessage.ResetCode(UserRecipient.Of(user, language), user.Login, code, RecoverySecrets.CodeLifetime);
    }
}
