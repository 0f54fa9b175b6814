using HeadlessKey.Email;
using HeadlessKey.Events;
using HeadlessKey.Http;
using HeadlessKey.Passwords;
using HeadlessKey.Secrets;
using HeadlessKey.Storage;
using HeadlessKey.Tokens;
using HeadlessKey.Users;

namespace HeadlessKey.Directory;

/// <summary>Takes a password away that may have leaked: nobody knows the next one, and the owner is mailed a link to choose another.</summary>
internal sealed class ForcedReset(
    Database database, ActorHold hold, UserStore users, RecoveryStore recoveries, EmailVerificationStore verifications, PasswordVerifier passwords, SessionEnder ender,
    RevocationList revocationList, SecurityEventLog events, EmailQueueStore emails, AccountLinks links, HeadlessKeyOptions options, TimeProvider time)
{
    private static readonly TimeSpan LinkLifetime = TimeSpan.FromHours(1);

    public async Task<AccountFault?> RunAsync(long id, Actor by, CancellationToken cancellationToken)
    {
        if (options.Email.Transport == EmailOptions.NoTransport)
        {
            return new AccountFault.NoMail();
        }

        if (await users.FindByIdAsync(id, cancellationToken) is not { } user)
        {
            return new AccountFault.NoSuchUser();
        }

        if (await passwords.TryHashAsync(RandomId.Secret(), cancellationToken) is not { } hash)
        {
            return new AccountFault.Busy();
        }

        var (ended, fault) = await database.WriteAsync(transaction => ResetAsync(transaction, user, hash, by));
        ended.ForEach(revocationList.Add);
        return fault;
    }

    private async Task<(List<RevocationEntry> Ended, AccountFault? Fault)> ResetAsync(Transaction transaction, User user, string hash, Actor by)
    {
        if (!await hold.TryHoldAsync(transaction, by, user.Id))
        {
            return ([], new AccountFault.ActorChanged());
        }

        if (!await users.TrySetPasswordAsync(transaction, user, hash, CancellationToken.None))
        {
            return ([], new AccountFault.Busy()); // it changed just now: a new try sees how
        }

        await recoveries.DeleteAllAsync(transaction, user.Id);
        await verifications.DeleteOfUserAsync(transaction, user.Id);
        var ended = await ender.EndAllAsync(transaction, user.Id, "reset_forced", CancellationToken.None);
        await events.AppendAsync(transaction, SecurityEvent.UserResetForced(user.Id).By(by.User.Id, by.Client), CancellationToken.None);

        // Who is switched off gets no way back in; the password is gone all the same.
        if (!user.IsDisabled)
        {
            var token = RandomId.Secret();
            await recoveries.AddAsync(transaction, new Recovery(
                RandomId.Handle(), user.Id, RecoveryStore.ByLink, SecretHash.Of(token), time.GetUtcNow() + LinkLifetime));
            await emails.AddAsync(transaction, EmailMessage.ResetLink(
                UserRecipient.Of(user, Languages.Default), user.Login, links.ResetPassword(user.Login, token), LinkLifetime));
        }

        return (ended, null);
    }
}
