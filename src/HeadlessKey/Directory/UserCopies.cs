using HeadlessKey.Events;
using HeadlessKey.Storage;
using HeadlessKey.Tokens;
using HeadlessKey.Users;

namespace HeadlessKey.Directory;

/// <summary>
/// Keeps our rows of people who live elsewhere up to date. What has changed over there has its consequences here: a session does not outlive
/// the password it was begun with.
/// </summary>
internal sealed class UserCopies(
    Database database, UserStore users, UserCopyStore copies, WaysIn ways, SessionEnder ender, RevocationList revocationList, SecurityEventLog events)
{
    public const string Password = "password";
    public const string Disabled = "disabled";
    public const string Email = "email";
    public const string Roles = "roles";

    /// <summary>Takes an answer in. Null: it is older than what we know, and says something else.</summary>
    public async Task<User?> TakeAsync(UserCopy copy, CancellationToken cancellationToken)
    {
        if (await users.FindByIdAsync(copy.Id, cancellationToken) is { } known && copy.Matches(known))
        {
            return known; // as nearly always
        }

        List<RevocationEntry> revoked = [];
        var user = await database.WriteAsync(async transaction =>
        {
            revoked = [];
            if (!await copies.TryAddAsync(transaction, copy))
            {
                if (await copies.HoldAsync(transaction, copy) is not { } before)
                {
                    return null;
                }

                revoked = await FollowAsync(transaction, before, copy, intended: null);
            }

            return await users.GetByIdAsync(transaction, copy.Id);
        });
        revoked.ForEach(revocationList.Add);

        // Of many answers at once that say the same, one was the first.
        return user ?? (await users.FindByIdAsync(copy.Id, cancellationToken) is { } newer && copy.Matches(newer) ? newer : null);
    }

    /// <summary>
    /// Takes in what a change of our own has come to, together with what follows from that. The answer may tell of changes that were made over
    /// there just before: they have their consequences as ever, or a thief's change of a name would cover up the owner's new password.
    /// </summary>
    /// <param name="copy">The person after the change.</param>
    /// <param name="intended">What was to change, whose consequences <paramref name="settleAsync"/> knows; null: nothing that has any.</param>
    /// <param name="settleAsync">What follows from the change itself.</param>
    public async Task<T> SettleAsync<T>(UserCopy copy, string? intended, Func<Transaction, Task<T>> settleAsync)
    {
        List<RevocationEntry> revoked = [];
        var result = await database.WriteAsync(async transaction =>
        {
            revoked = [];
            if (!await copies.TryAddAsync(transaction, copy) && await copies.HoldAsync(transaction, copy) is { } before)
            {
                revoked = await FollowAsync(transaction, before, copy, intended);
            }

            return await settleAsync(transaction);
        });
        revoked.ForEach(revocationList.Add);
        return result;
    }

    /// <summary>There is no such person over there any more.</summary>
    public async Task ForgetAsync(long id)
    {
        var revoked = await database.WriteAsync(async transaction =>
        {
            if (!await users.DeleteAsync(transaction, id, CancellationToken.None))
            {
                return [];
            }

            await events.AppendAsync(transaction, SecurityEvent.UserChangedElsewhere(id, "deleted"), CancellationToken.None);
            return await ender.EndAllAsync(transaction, id, "user_deleted", CancellationToken.None);
        });
        revoked.ForEach(revocationList.Add);
    }

    private async Task<List<RevocationEntry>> FollowAsync(Transaction transaction, User before, UserCopy copy, string? intended)
    {
        if (copy.Matches(before))
        {
            return [];
        }

        var id = copy.Id;
        await copies.UpdateAsync(transaction, before, copy);
        var changes = ChangesSince(before, copy).Where(change => change != intended).ToList();
        if (changes.Count == 0)
        {
            return [];
        }

        await events.AppendAsync(transaction, SecurityEvent.UserChangedElsewhere(id, string.Join(' ', changes)), CancellationToken.None);
        if (changes.Contains(Email))
        {
            await ways.CloseMailedAsync(transaction, id);
        }

        return changes.Contains(Password) ? await ways.FollowPasswordAsync(transaction, id, "password_changed", alsoProvisioned: false)
            : changes.Contains(Disabled) ? await ways.FollowDisablingAsync(transaction, id)
            : changes.Contains(Roles) ? await ways.FollowRolesAsync(transaction, id)
            : [];
    }

    private static IEnumerable<string> ChangesSince(User before, UserCopy copy)
    {
        if (copy.Stamp != before.Stamp)
        {
            yield return Password;
        }

        if (copy.IsDisabled && !before.IsDisabled)
        {
            yield return Disabled;
        }

        if (UserPolicy.Key(copy.Email) != UserPolicy.Key(before.Email))
        {
            yield return Email;
        }

        if (!copy.HasRolesOf(before))
        {
            yield return Roles;
        }
    }
}
