using HeadlessKey.Sessions;
using HeadlessKey.Storage;
using HeadlessKey.Users;

namespace HeadlessKey.Directory;

/// <summary>
/// Asks once more, in the transaction that writes, whether an administrator still is one: since the door they may have been demoted,
/// disabled or signed out. Held to the end: of two administrators who demote each other at the same moment, one stays.
/// </summary>
internal sealed class ActorHold(UserStore users, AdminSessionStore sessions)
{
    /// <param name="transaction">The transaction that writes.</param>
    /// <param name="by">Who asks.</param>
    /// <param name="subjectId">
    /// The account to change. Rows are locked in order of id, or two administrators who change each other would deadlock.
    /// </param>
    public async Task<bool> TryHoldAsync(Transaction transaction, Actor by, long? subjectId = null)
    {
        if (subjectId < by.User.Id)
        {
            await users.HoldAsync(transaction, subjectId.Value);
        }

        return await users.TryHoldAsync(transaction, by.User) && await sessions.TryHoldAsync(transaction, by.Session, by.Confirmed);
    }
}
