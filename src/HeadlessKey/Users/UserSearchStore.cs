using HeadlessKey.Storage;

namespace HeadlessKey.Users;

/// <summary>Finds accounts by what an administrator remembers of them.</summary>
internal sealed class UserSearchStore(Database database)
{
    public const string Active = "active";
    public const string Unverified = "unverified";
    public const string Disabled = "disabled";

    /// <summary>A page of accounts in the order of their ids. What is null does not narrow it.</summary>
    public Task<List<User>> FindAsync(
        string? search, string? role, string? status, long afterId, int count, CancellationToken cancellationToken)
    {
        var pattern = search is null ? string.Empty : $"%{Escape(UserPolicy.Key(search))}%";
        return database.ListAsync(
            $"""
            select u.*, (select string_agg(r.role, ',') from user_roles r where r.user_id = u.id) as roles
            from users u
            where u.id > {afterId}
              and ({search is null} or u.login_key like {pattern} escape '!' or u.email_key like {pattern} escape '!' or lower(u.display_name) like {pattern} escape '!')
              and ({role is null} or exists (select 1 from user_roles r where r.user_id = u.id and r.role = {role ?? string.Empty}))
              and ({status is null}
                or ({status == Disabled} and u.disabled_at is not null)
                or ({status == Unverified} and u.disabled_at is null and u.email_verified_at is null)
                or ({status == Active} and u.disabled_at is null and u.email_verified_at is not null))
            order by u.id limit {count}
            """,
            UserStore.Map,
            cancellationToken);
    }

    /// <summary>Every role that somebody has.</summary>
    public Task<List<string>> ListRolesAsync(CancellationToken cancellationToken) =>
        database.ListAsync($"select distinct role from user_roles order by role", row => row.Text("role"), cancellationToken);

    private static string Escape(string text) =>
        text.Replace("!", "!!", StringComparison.Ordinal).Replace("%", "!%", StringComparison.Ordinal).Replace("_", "!_", StringComparison.Ordinal);
}
