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
    Database database, UserStore users, UserCopyStore copies, RecoveryStore recoveries, EmailVerificationStore verifications, SessionEnder ender,
    RevocationList revocationList, SecurityEventLog events)
{
    private const string Password = "password";
    private const string Disabled = "disabled";
    private const string Roles = "roles";

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

                await copies.UpdateAsync(transaction, before, copy);
                revoked = await FollowAsync(transaction, before, copy);
            }

            return await users.GetByIdAsync(transaction, copy.Id);
        });
        revoked.ForEach(revocationList.Add);
        return user;
    }

    /// <summary>Takes in what a change of our own has come to. What follows from it is told by whoever made the change.</summary>
    public async Task PlaceAsync(Transaction transaction, UserCopy copy)
    {
        if (!await copies.TryAddAsync(transaction, copy) && await copies.HoldAsync(transaction, copy) is { } before)
        {
            await copies.UpdateAsync(transaction, before, copy);
        }
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

    private async Task<List<RevocationEntry>> FollowAsync(Transaction transaction, User before, UserCopy copy)
    {
        var id = copy.Id;
        var changes = ChangesSince(before, copy).ToList();
        if (changes.Count == 0)
        {
            return [];
        }

        await events.AppendAsync(transaction, SecurityEvent.UserChangedElsewhere(id, string.Join(' ', changes)), CancellationToken.None);
        if (changes is not [Roles])
        {
            // What was mailed before it is worth nothing after it.
            await recoveries.DeleteAllAsync(transaction, id);
            await verifications.DeleteOfUserAsync(transaction, id);
        }

        return changes.Contains(Password) ? await ender.EndAllAsync(transaction, id, "password_changed", CancellationToken.None)
            : changes.Contains(Disabled) ? await ender.EndAllAsync(transaction, id, "user_disabled", CancellationToken.None)
            : changes.Contains(Roles) ? await ender.SupersedeAllAsync(transaction, id, CancellationToken.None)
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
            yield return "email";
        }

        if (!copy.HasRolesOf(before))
        {
            yield return Roles;
        }
    }
}
