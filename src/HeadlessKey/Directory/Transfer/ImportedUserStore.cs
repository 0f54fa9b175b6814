using HeadlessKey.Storage;

namespace HeadlessKey.Directory.Transfer;

/// <summary>Puts accounts that are brought along into the database.</summary>
internal sealed class ImportedUserStore(Database database, TimeProvider time)
{
    /// <summary>The new account's id; null: its login or its address is taken. Of two imports at once, one finds it free.</summary>
    public async Task<long?> TryAddAsync(Transaction transaction, ImportedUser user)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var added = await transaction.FindAsync(
            $"""
            insert into users (login, login_key, email, email_key, display_name, first_name, last_name, nickname, locale,
                               password_hash, registered_at, email_verified_at, disabled_at)
            values ({user.Login}, {user.LoginKey}, {user.Email}, {user.EmailKey}, {user.DisplayName}, {user.FirstName}, {user.LastName},
                    {user.Nickname}, {user.Locale}, {user.PasswordHash}, {user.RegisteredAt.ToUnixTimeMilliseconds()},
                    {(user.EmailVerified ? now : null)}, {(user.Disabled ? now : null)})
            on conflict do nothing
            returning id
            """,
            row => Tuple.Create(row.Integer("id")),
            CancellationToken.None);
        return added?.Item1;
    }

    /// <summary>Adds the roles of new accounts, together.</summary>
    public static async Task AddRolesAsync(Transaction transaction, IEnumerable<(long UserId, string Role)> roles)
    {
        foreach (var (userId, role) in roles)
        {
            await transaction.AppendAsync($"insert into user_roles (user_id, role) values ({userId}, {role})", CancellationToken.None);
        }
    }

    /// <summary>Who has the login or the address.</summary>
    public Task<List<TakenName>> ListTakenAsync(ImportedUser user, CancellationToken cancellationToken) =>
        database.ListAsync(Taken(user), Map, cancellationToken);

    /// <inheritdoc cref="ListTakenAsync(ImportedUser, CancellationToken)"/>
    public static Task<List<TakenName>> ListTakenAsync(Transaction transaction, ImportedUser user) =>
        transaction.ListAsync(Taken(user), Map, CancellationToken.None);

    private static Sql Taken(ImportedUser user) =>
        $"select id, login_key, email_key from users where login_key = {user.LoginKey} or email_key = {user.EmailKey}";

    private static TakenName Map(Row row) => new(row.Integer("id"), row.Text("login_key"), row.Text("email_key"));
}
