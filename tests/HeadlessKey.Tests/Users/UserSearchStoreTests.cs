using HeadlessKey.Storage;
using HeadlessKey.Tests.Infrastructure;
using HeadlessKey.Users;

namespace HeadlessKey.Tests.Users;

/// <summary>What an administrator types is looked for as it stands, and means nothing to the database.</summary>
public sealed class UserSearchStoreTests : IAsyncDisposable
{
    private static readonly (string Login, string Email, string Name)[] People =
    [
        ("ada", "ada@example.test", "Ada Lovelace"),
        ("grace_hopper", "grace@example.test", "Grace Hopper"),
        ("gracexhopper", "other@example.test", "Somebody Else"),
        ("hundred", "100%@example.test", "100% sure"),
        ("quote", "o'brien@example.test", "O'Brien"),
        ("wow", "wow!@example.test", "Wow! Really"),
    ];

    private readonly SqliteFile file = new();

    public ValueTask DisposeAsync() => file.DisposeAsync();

    [Theory]
    [InlineData("ada", "ada")]
    [InlineData("ADA", "ada")]
    [InlineData("lovelace", "ada")]
    [InlineData("grace_hopper", "grace_hopper")]
    [InlineData("e_h", "grace_hopper")]
    [InlineData("100%", "hundred")]
    [InlineData("%", "hundred")]
    [InlineData("o'b", "quote")]
    [InlineData("!", "wow")]
    [InlineData("!@", "wow")]
    [InlineData("' or 1=1 --", "")]
    [InlineData("\\", "")]
    [InlineData("nobody", "")]
    [InlineData("Grace H", "grace_hopper")]
    [InlineData("somebody", "gracexhopper")]
    [InlineData("other@", "gracexhopper")]
    [InlineData("brien@example", "quote")]
    [InlineData("sure", "hundred")]
    [InlineData("0% s", "hundred")]
    [InlineData("really", "wow")]
    [InlineData("*", "")]
    [InlineData("?", "")]
    [InlineData("[a]", "")]
    public async Task A_search_finds_what_it_says(string search, string found)
    {
        await PrepareAsync();

        var users = await FindAsync(search: search);

        string.Join(',', users.Select(user => user.Login)).ShouldBe(found);
    }

    [Fact]
    public async Task Pages_follow_each_other_without_a_gap()
    {
        await PrepareAsync();
        var seen = new List<string>();
        var after = 0L;
        List<User> page;
        while ((page = await FindAsync(after: after, count: 2)).Count > 0)
        {
            seen.AddRange(page.Select(user => user.Login));
            after = page[^1].Id;
        }

        seen.ShouldBe(People.Select(person => person.Login));
    }

    [Fact]
    public async Task Role_and_status_narrow_it()
    {
        await PrepareAsync();
        await file.ExecuteAsync("insert into user_roles (user_id, role) values (1, 'editor'), (2, 'editor'), (2, 'author')");
        await file.ExecuteAsync("update users set disabled_at = 1 where id = 2");
        await file.ExecuteAsync("update users set email_verified_at = null where id = 3");

        (await FindAsync(role: "editor")).Select(user => user.Id).ShouldBe([1L, 2L]);
        (await FindAsync(role: "editor", status: UserSearchStore.Active)).Select(user => user.Id).ShouldBe([1L]);
        (await FindAsync(status: UserSearchStore.Disabled)).Select(user => user.Id).ShouldBe([2L]);
        (await FindAsync(status: UserSearchStore.Unverified)).Select(user => user.Id).ShouldBe([3L]);
        (await FindAsync(role: "author"))[0].Roles.ShouldBe(["author", "editor"]);
        (await new UserSearchStore(file.Database).ListRolesAsync(CancellationToken.None)).ShouldBe(["author", "editor"]);
    }

    private Task<List<User>> FindAsync(string? search = null, string? role = null, string? status = null, long after = 0, int count = 50) =>
        new UserSearchStore(file.Database).FindAsync(search, role, status, after, count, CancellationToken.None);

    private async Task PrepareAsync()
    {
        await new SchemaMigrator(file.Dialect, TimeProvider.System).MigrateAsync(CancellationToken.None);
        var users = new UserStore(file.Database, TimeProvider.System);
        foreach (var (login, email, name) in People)
        {
            await file.Database.WriteAsync(transaction => users.CreateAsync(
                transaction, new NewUser(login, email, name, NewPassword.Hashed("no hash"), [], EmailVerified: true), CancellationToken.None));
        }
    }
}
