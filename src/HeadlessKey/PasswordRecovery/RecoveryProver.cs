using HeadlessKey.Events;
using HeadlessKey.Http;
using HeadlessKey.Storage;
using HeadlessKey.Users;

namespace HeadlessKey.PasswordRecovery;

/// <summary>
/// Says whether a link or a code is the person's own. For somebody who does not exist it runs the same statements and writes the same
/// rows: neither the answer nor the clock tells who has an account.
/// </summary>
internal sealed class RecoveryProver(
    Database database, RecoveryStore recoveries, RecoveryLimitStore limits, RecoverySecrets secrets, SecurityEventLog events)
{
    /// <summary>The way back in that was opened; null when it was not.</summary>
    public Task<Recovery?> ProveAsync(ResetPasswordRequest request, long userId, ClientInfo client) =>
        database.WriteAsync(async transaction =>
        {
            var proven = request.Otp is { } typed
                ? await ProveByCodeAsync(transaction, userId, request.Login, typed)
                : await recoveries.FindLinkAsync(transaction, userId, RecoverySecrets.HashOfLink(request.Token!));
            if (proven is null)
            {
                await RecordFailureAsync(transaction, request, userId, client);
            }

            return proven;
        });

    public Task RecordFailureAsync(Transaction transaction, ResetPasswordRequest request, long userId, ClientInfo client) =>
        events.AppendAsync(
            transaction,
            SecurityEvent.RecoveryFailed(userId == 0 ? null : userId, request.Otp is null ? RecoveryStore.ByLink : RecoveryStore.ByCode, client),
            CancellationToken.None);

    private async Task<Recovery?> ProveByCodeAsync(Transaction transaction, long userId, string login, string typed)
    {
        // The try is taken first, and its row stays locked to the commit: of any number at once, no more than the limit are compared.
        var mayTry = await limits.TryCountTryAsync(transaction, secrets.SubjectOf(userId, login));
        var newest = await recoveries.FindCodeAsync(transaction, userId);
        var code = mayTry ? RecoverySecrets.ReadCode(typed) : null;
        return secrets.IsCode(newest, code) ? newest : null;
    }
}
