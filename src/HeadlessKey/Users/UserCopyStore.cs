using HeadlessKey.Storage;

namespace HeadlessKey.Users;

/// <summary>The rows of people who live elsewhere.</summary>
internal sealed class UserCopyStore(Database database, UserStore users, TimeProvider time)
{
    // No hash has this form, so no password ever matches it.
    private const string NoHash = "elsewhere";

    /// <summary>Whether there is an account of our own (true) or a copy (false) among our rows.</summary>
    public async Task<bool> AnyAsync(bool own, CancellationToken cancellationToken) =>
        await database.FindAsync(
            $"select login from users where ({own} and stamp is null) or (not {own} and stamp is not null) limit 1", row => row.Text("login"), cancellationToken) is not null;

    /// <summary>Adds the row of a person who has none yet. False: there is one.</summary>
    public async Task<bool> TryAddAsync(Transaction transaction, UserCopy copy)
    {
        await FreeNamesAsync(transaction, copy);
        var disabledAt = copy.IsDisabled ? Now : (long?)null;
        var added = await transaction.ExecuteAsync(
            $"""
            insert into users (id, login, login_key, email, email_key, display_name, first_name, last_name, nickname, nicename, locale,
                               password_hash, registered_at, disabled_at, stamp, copied_at)
            values ({copy.Id}, {copy.Login}, {UserPolicy.Key(copy.Login)}, {copy.Email}, {EmailKey(copy)}, {copy.DisplayName},
                    {copy.FirstName}, {copy.LastName}, {copy.Nickname}, {copy.Nicename}, {copy.Locale}, {NoHash},
                    {copy.RegisteredAt.ToUnixTimeMilliseconds()}, {disabledAt}, {copy.Stamp}, {copy.AskedAt.ToUnixTimeMilliseconds()})
            on conflict do nothing
            """,
            CancellationToken.None) == 1;
        if (added)
        {
            await users.SetRolesAsync(transaction, copy.Id, copy.Roles, CancellationToken.None);
        }

        return added;
    }

    /// <summary>
    /// Takes the row, so that no other change passes, and returns it. Null: it was brought up to date by an answer that was asked for later.
    /// </summary>
    public async Task<User?> HoldAsync(Transaction transaction, UserCopy copy) =>
        await transaction.ExecuteAsync(
            $"update users set copied_at = {copy.AskedAt.ToUnixTimeMilliseconds()} where id = {copy.Id} and copied_at <= {copy.AskedAt.ToUnixTimeMilliseconds()}",
            CancellationToken.None) == 1
                ? await users.GetByIdAsync(transaction, copy.Id)
                : null;

    /// <summary>Brings the row up to date. Whatever a sign-in under way must notice counts as another version.</summary>
    public async Task UpdateAsync(Transaction transaction, User before, UserCopy copy)
    {
        var disabledAt = copy.IsDisabled ? before.DisabledAt?.ToUnixTimeMilliseconds() ?? Now : (long?)null;
        var verifiedAt = UserPolicy.Key(copy.Email) == UserPolicy.Key(before.Email) ? before.EmailVerifiedAt?.ToUnixTimeMilliseconds() : null;
        await transaction.ExecuteAsync(
            $"""
            update users
            set login = {copy.Login}, login_key = {UserPolicy.Key(copy.Login)}, email = {copy.Email}, email_key = {EmailKey(copy)},
                display_name = {copy.DisplayName}, first_name = {copy.FirstName}, last_name = {copy.LastName}, nickname = {copy.Nickname},
                nicename = {copy.Nicename}, locale = {copy.Locale}, registered_at = {copy.RegisteredAt.ToUnixTimeMilliseconds()},
                disabled_at = {disabledAt}, email_verified_at = {verifiedAt}, stamp = {copy.Stamp}, version = version + 1
            where id = {copy.Id}
            """,
            CancellationToken.None);
        if (!copy.HasRolesOf(before))
        {
            await users.SetRolesAsync(transaction, copy.Id, copy.Roles, CancellationToken.None);
        }
    }

    /// <summary>
    /// Names are given away over there: whoever had this one by our rows has another by now, which their own next answer will tell.
    /// </summary>
    private async Task FreeNamesAsync(Transaction transaction, UserCopy copy)
    {
        await transaction.ExecuteAsync(
            $"update users set login_key = '?' || id, version = version + 1 where login_key = {UserPolicy.Key(copy.Login)} and id <> {copy.Id}",
            CancellationToken.None);
        await transaction.ExecuteAsync(
            $"update users set email_key = '?' || id, version = version + 1 where email_key = {EmailKey(copy)} and id <> {copy.Id}",
            CancellationToken.None);
    }

    // Of those who have no address, no two may seem to have the same.
    private static string EmailKey(UserCopy copy) => copy.Email.Length == 0 ? $"?{copy.Id}" : UserPolicy.Key(copy.Email);

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();
}
