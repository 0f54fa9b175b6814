using HeadlessKey.Email;
using HeadlessKey.Events;
using HeadlessKey.Http;
using HeadlessKey.Secrets;
using HeadlessKey.Storage;
using HeadlessKey.Tokens;
using HeadlessKey.Users;

namespace HeadlessKey.Directory;

/// <summary>Takes a password away that may have leaked: nobody knows the next one, and the owner is mailed a link to choose another.</summary>
internal sealed class ForcedReset(
    IUserDirectory directory, UserAccounts accounts, WaysIn ways, RecoveryStore recoveries, SecurityEventLog events, EmailQueueStore emails,
    AccountLinks links, HeadlessKeyOptions options, TimeProvider time)
{
    private static readonly TimeSpan LinkLifetime = TimeSpan.FromHours(1);

    public async Task<AccountFault?> RunAsync(long id, Actor by, CancellationToken cancellationToken)
    {
        if (options.Email.Transport == EmailOptions.NoTransport)
        {
            return new AccountFault.NoMail();
        }

        if (await directory.FindByIdAsync(id, cancellationToken) is not { } user)
        {
            return new AccountFault.NoSuchUser();
        }

        if (await directory.PrepareAsync(RandomId.Secret(), cancellationToken) is not { } password)
        {
            return new AccountFault.Busy();
        }

        return await accounts.ApplyAsync(
            by, id, change => directory.SetPasswordAsync(user, password, change), transaction => FollowAsync(transaction, user, by));
    }

    private async Task<List<RevocationEntry>> FollowAsync(Transaction transaction, User user, Actor by)
    {
        // The next password is set by mail, and whoever came by another site meanwhile would not even need it.
        var ended = await ways.FollowPasswordAsync(transaction, user.Id, "reset_forced", alsoProvisioned: true);
        await events.AppendAsync(transaction, SecurityEvent.UserResetForced(user.Id).By(by.User.Id, by.Client), CancellationToken.None);

        // Whoever is switched off gets no way back in; the password is gone all the same.
        if (!user.IsDisabled)
        {
            var token = RandomId.Secret();
            await recoveries.AddAsync(transaction, new Recovery(
                RandomId.Handle(), user.Id, RecoveryStore.ByLink, SecretHash.Of(token), time.GetUtcNow() + LinkLifetime));
            await emails.AddAsync(transaction, EmailMessage.ResetLink(
                UserRecipient.Of(user, Languages.Default), user.Login, links.ResetPassword(user.Login, token), LinkLifetime));
        }

        return ended;
    }
}
