using HeadlessKey.Storage;

namespace HeadlessKey.Users;

/// <summary>The accounts in the database.</summary>
internal sealed class UserStore(Database database, TimeProvider time)
{
    /// <summary>By login or by e-mail address. The address goes first: nobody else's login can look like it.</summary>
    public Task<User?> FindByLoginAsync(string loginOrEmail, CancellationToken cancellationToken) =>
        database.FindAsync(ByLogin(UserPolicy.Key(loginOrEmail)), Map, cancellationToken);

    /// <summary>
    /// The id alone; 0 for nobody. There is one row in the answer either way, and nothing more is read of an account that is there: the
    /// clock must not tell.
    /// </summary>
    public async Task<long> FindIdByLoginAsync(string loginOrEmail, CancellationToken cancellationToken)
    {
        var key = UserPolicy.Key(loginOrEmail);
        var found = await database.ListAsync(
            $"""
            select coalesce((select id from users where email_key = {key} or login_key = {key}
                             order by case when email_key = {key} then 0 else 1 end limit 1), 0) as id
            """,
            row => row.Integer("id"),
            cancellationToken);
        return found[0];
    }

    /// <summary>The same, among what the transaction sees.</summary>
    public Task<User?> FindByLoginAsync(Transaction transaction, string loginOrEmail) =>
        transaction.FindAsync(ByLogin(UserPolicy.Key(loginOrEmail)), Map, CancellationToken.None);

    /// <summary>Whose address it is, among what the transaction sees.</summary>
    public Task<User?> FindByEmailAsync(Transaction transaction, string email) =>
        transaction.FindAsync(
            $"""
            select u.*, (select string_agg(r.role, ',') from user_roles r where r.user_id = u.id) as roles
            from users u where u.email_key = {UserPolicy.Key(email)}
            """,
            Map,
            CancellationToken.None);

    public Task<User?> FindByIdAsync(long id, CancellationToken cancellationToken) => database.FindAsync(ById(id), Map, cancellationToken);

    /// <summary>The same, among what the transaction sees.</summary>
    public Task<User?> FindByIdAsync(Transaction transaction, long id) => transaction.FindAsync(ById(id), Map, CancellationToken.None);

    /// <summary>One that is known to be there: the transaction has just made it, or holds a row that belongs to it.</summary>
    public async Task<User> GetByIdAsync(Transaction transaction, long id) =>
        await transaction.FindAsync(ById(id), Map, CancellationToken.None) ?? throw new InvalidOperationException($"There is no user {id}.");

    /// <summary>A page of accounts in the order of their ids, behind <paramref name="afterId"/>.</summary>
    public Task<List<User>> ListAsync(long afterId, string? role, int count, CancellationToken cancellationToken) =>
        database.ListAsync(
            $"""
            select u.*, (select string_agg(r.role, ',') from user_roles r where r.user_id = u.id) as roles
            from users u
            where u.id > {afterId} and ({role is null} or exists (select 1 from user_roles r where r.user_id = u.id and r.role = {role}))
            order by u.id limit {count}
            """,
            Map,
            cancellationToken);

    /// <summary>Those who have access tokens that still count, in the order of their ids, behind <paramref name="afterId"/>.</summary>
    public Task<List<User>> ListSignedInAsync(long afterId, int count, CancellationToken cancellationToken) =>
        database.ListAsync(
            $"""
            select u.*, (select string_agg(r.role, ',') from user_roles r where r.user_id = u.id) as roles
            from users u
            where u.id in (
                select distinct user_id from sessions
                where user_id > {afterId} and ended_at is null and access_expires_at > {time.GetUtcNow().ToUnixTimeMilliseconds()}
                order by user_id limit {count})
            order by u.id
            """,
            Map,
            cancellationToken);

    public async Task<bool> AnyWithRoleAsync(Transaction transaction, string role, CancellationToken cancellationToken) =>
        await transaction.FindAsync($"select role from user_roles where role = {role} limit 1", row => row.Text("role"), cancellationToken) is not null;

    public async Task<CreateUserResult> CreateAsync(Transaction transaction, NewUser user, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var created = await transaction.FindAsync(
            $"""
            insert into users (login, login_key, email, email_key, display_name, nickname, password_hash, registered_at,
                               email_verified_at)
            values ({user.Login}, {UserPolicy.Key(user.Login)}, {user.Email}, {UserPolicy.Key(user.Email)}, {user.DisplayName}, {user.Login},
                    {user.Password.Hash}, {now}, {(user.EmailVerified ? now : null)})
            on conflict do nothing
            returning id
            """,
            row => new CreateUserResult.Created(row.Integer("id")),
            cancellationToken);
        if (created is null)
        {
            // The insert has decided; this only finds the words for it.
            var taken = await transaction.FindAsync(
                $"select login_key from users where login_key = {UserPolicy.Key(user.Login)}", row => row.Text("login_key"), cancellationToken);
            return taken is null ? new CreateUserResult.EmailTaken() : new CreateUserResult.LoginTaken();
        }

        await AddRolesAsync(transaction, created.UserId, user.Roles, cancellationToken);
        return created;
    }

    /// <summary>
    /// Notes the sign-in, if the account still is what was read when the password was checked. The row stays locked to the end of
    /// the transaction, so no change of password, roles or standing can pass between the check and the session.
    /// </summary>
    public async Task<bool> TryRecordLoginAsync(Transaction transaction, User user, CancellationToken cancellationToken) =>
        await transaction.ExecuteAsync(
            $"""
            update users set last_login_at = {time.GetUtcNow().ToUnixTimeMilliseconds()}
            where id = {user.Id} and version = {user.Version} and disabled_at is null
            """,
            cancellationToken) == 1;

    /// <summary>
    /// Takes the account's row, if the account still is what was read. The update changes nothing, but no other change can pass until
    /// this transaction ends.
    /// </summary>
    public async Task<bool> TryHoldAsync(Transaction transaction, User user) =>
        await transaction.ExecuteAsync(
            $"update users set version = version where id = {user.Id} and version = {user.Version}", CancellationToken.None) == 1;

    /// <summary>Takes the account's row as it is, so that no change passes until this transaction ends.</summary>
    public Task HoldAsync(Transaction transaction, long id) =>
        transaction.ExecuteAsync($"update users set version = version where id = {id}", CancellationToken.None);

    /// <summary>Notes that the address was proven. False: it was before, or it is another one now.</summary>
    public Task<bool> TryVerifyEmailAsync(Transaction transaction, User user) => TryVerifyEmailAsync(transaction, user.Id, user.Email);

    /// <summary>Notes that this address of the account was proven. False: it was before, or the account has another one.</summary>
    public async Task<bool> TryVerifyEmailAsync(Transaction transaction, long id, string email) =>
        await transaction.ExecuteAsync(
            $"""
            update users set email_verified_at = {time.GetUtcNow().ToUnixTimeMilliseconds()}
            where id = {id} and email_key = {UserPolicy.Key(email)} and email_verified_at is null
            """,
            CancellationToken.None) == 1;

    /// <summary>Puts a stronger hash of the same password in the place of the one it was checked against.</summary>
    public Task UpgradeHashAsync(User user, string hash) =>
        database.WriteAsync(transaction => transaction.ExecuteAsync(
            $"update users set password_hash = {hash} where id = {user.Id} and password_hash = {user.PasswordHash}", CancellationToken.None));

    /// <summary>Sets the password, if the account still is what was read. Of two changes at once, one finds it so.</summary>
    public async Task<bool> TrySetPasswordAsync(Transaction transaction, User user, string hash, CancellationToken cancellationToken) =>
        await transaction.ExecuteAsync(
            $"update users set password_hash = {hash}, version = version + 1 where id = {user.Id} and version = {user.Version}",
            cancellationToken) == 1;

    /// <summary>Notes that the address is proven; when it was first, stays.</summary>
    public async Task<bool> SetEmailVerifiedAsync(Transaction transaction, long id) =>
        await transaction.ExecuteAsync(
            $"update users set email_verified_at = coalesce(email_verified_at, {time.GetUtcNow().ToUnixTimeMilliseconds()}) where id = {id}",
            CancellationToken.None) == 1;

    /// <summary>Sets an address that has been proven, if the account still is what was read. It fails when somebody else has the address.</summary>
    public async Task<bool> TrySetEmailAsync(Transaction transaction, User user, string email) =>
        await transaction.ExecuteAsync(
            $"""
            update users set login = case when login_key = email_key then {email} else login end,
                             login_key = case when login_key = email_key then {UserPolicy.Key(email)} else login_key end,
                             email = {email}, email_key = {UserPolicy.Key(email)},
                             email_verified_at = {time.GetUtcNow().ToUnixTimeMilliseconds()}, version = version + 1
            where id = {user.Id} and version = {user.Version}
            """,
            CancellationToken.None) == 1;

    public async Task<bool> SetDisabledAsync(Transaction transaction, long id, bool disabled, CancellationToken cancellationToken)
    {
        var since = disabled ? time.GetUtcNow().ToUnixTimeMilliseconds() : (long?)null;
        return await transaction.ExecuteAsync(
            $"update users set disabled_at = {since}, version = version + 1 where id = {id}", cancellationToken) == 1;
    }

    public async Task<bool> SetRolesAsync(Transaction transaction, long id, IEnumerable<string> roles, CancellationToken cancellationToken)
    {
        if (await transaction.ExecuteAsync($"update users set version = version + 1 where id = {id}", cancellationToken) == 0)
        {
            return false;
        }

        await transaction.ExecuteAsync($"delete from user_roles where user_id = {id}", cancellationToken);
        await AddRolesAsync(transaction, id, roles, cancellationToken);
        return true;
    }

    public async Task<bool> DeleteAsync(Transaction transaction, long id, CancellationToken cancellationToken) =>
        await transaction.ExecuteAsync($"delete from users where id = {id}", cancellationToken) == 1;

    private static async Task AddRolesAsync(Transaction transaction, long id, IEnumerable<string> roles, CancellationToken cancellationToken)
    {
        foreach (var role in roles.Distinct(StringComparer.Ordinal))
        {
            await transaction.ExecuteAsync($"insert into user_roles (user_id, role) values ({id}, {role})", cancellationToken);
        }
    }

    private static Sql ByLogin(string key) =>
        $"""
        select u.*, (select string_agg(r.role, ',') from user_roles r where r.user_id = u.id) as roles
        from users u where u.email_key = {key} or u.login_key = {key}
        order by case when u.email_key = {key} then 0 else 1 end limit 1
        """;

    private static Sql ById(long id) =>
        $"""
        select u.*, (select string_agg(r.role, ',') from user_roles r where r.user_id = u.id) as roles
        from users u where u.id = {id}
        """;

    public static User Map(Row row) => new()
    {
        Id = row.Integer("id"),
        Login = row.Text("login"),
        Email = row.Text("email"),
        DisplayName = row.Text("display_name"),
        FirstName = row.Text("first_name"),
        LastName = row.Text("last_name"),
        Nickname = row.Text("nickname"),
        Locale = row.Text("locale"),
        EmailVerifiedAt = row.TimeOrNull("email_verified_at"),
        RegisteredAt = row.Time("registered_at"),
        LastLoginAt = row.TimeOrNull("last_login_at"),
        DisabledAt = row.TimeOrNull("disabled_at"),
        PasswordHash = row.Text("password_hash"),
        Version = row.Integer("version"),
        Stamp = row.TextOrNull("stamp"),
        Nicename = row.TextOrNull("nicename"),
        Roles = [.. (row.TextOrNull("roles") ?? string.Empty).Split(',', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal)],
    };
}
