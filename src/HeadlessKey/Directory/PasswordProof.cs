using HeadlessKey.Events;
using HeadlessKey.Http;
using HeadlessKey.Lockout;
using HeadlessKey.Passwords;
using HeadlessKey.Storage;
using HeadlessKey.Users;

namespace HeadlessKey.Directory;

/// <summary>
/// Asks who is signed in for the password once more, before something that a found token must not be able to do. Guesses count like those
/// at the door.
/// </summary>
internal sealed class PasswordProof(IUserDirectory directory, AttemptGate attempts, SecurityEventLog events, Database database)
{
    /// <summary>Why it is no proof; null when it is one.</summary>
    /// <param name="user">Whose password it should be.</param>
    /// <param name="password">What was typed.</param>
    /// <param name="client">From where.</param>
    /// <param name="failure">What is written down, for a reason.</param>
    /// <param name="cancellationToken">Cancels the waiting.</param>
    public async Task<AccountFault?> FindFaultAsync(
        User user, string password, ClientInfo client, Func<string, SecurityEvent> failure, CancellationToken cancellationToken)
    {
        var attempt = attempts.Of(user.Id, client);
        if (await attempts.TryTakeAsync(attempt, failure("too_many_attempts")) is { } wait)
        {
            return new AccountFault.TooManyAttempts(wait);
        }

        switch (await directory.CheckPasswordAsync(user, password, cancellationToken))
        {
            case PasswordCheck.Right:
                await attempts.WithdrawAsync(attempt);
                return null;
            case PasswordCheck.Busy:
                await attempts.WithdrawAsync(attempt, failure("busy"));
                return new AccountFault.Busy();
            default:
                await database.WriteAsync(async transaction =>
                {
                    await events.AppendAsync(transaction, failure("incorrect_password"), CancellationToken.None);
                    return true;
                });
                return new AccountFault.IncorrectPassword();
        }
    }
}
