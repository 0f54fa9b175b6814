using HeadlessKey.Storage;
using HeadlessKey.Tests.Infrastructure;
using HeadlessKey.Tests.Passwords.Formats;
using HeadlessKey.Users;

namespace HeadlessKey.Tests.Passwords;

/// <summary>Which kinds of hashes there are is found without reading every account.</summary>
public sealed class StoredHashKindsTests
{
    private const string Default = "$pbkdf2-sha512$i=210000$AAECAwQFBgcICQoLDA0ODw$tfP6dFnMFLm84erFFC_hWDzb6fAjAPCAs0RvJLiu5xY";

    [Fact]
    public async Task One_example_of_each_scheme_and_cost_is_found()
    {
        await using var file = await WithUsersAsync(
        [
            Default, Default,
            ForeignHashes.Phpass, ForeignHashes.Phpass.Replace("salt", "pepp"), "$P$Dsaltsaltc/FDgntba538D7eNXZq/i1",
            ForeignHashes.Bcrypt, ForeignHashes.Bcrypt.Replace("$04$", "$12$"), ForeignHashes.WordPress, ForeignHashes.WordPress.Replace("abc", "xyz"),
            ForeignHashes.Identity3, Default.Replace("210000", "300000"), Default.Replace("210000", "300000").Replace("AAEC", "BBBB"), "*", "$pbkdf2-sha512$i=1$$",
        ]);

        var kinds = await new PasswordHashStore(file.Database).ListKindsAsync(CancellationToken.None);

        kinds.Select(kind => kind[..Math.Min(kind.Length, 10)]).Order(StringComparer.Ordinal)
            .ShouldBe(["$2y$04$abc", "$2y$12$abc", "$P$Bsaltsa", "$P$Dsaltsa", "$pbkdf2-sh", "$wp$2y$04$", "*", "AQAAAAIAAY"], ignoreOrder: true);
        kinds.ShouldNotContain(Default);
    }

    [Fact]
    public async Task The_steps_go_by_the_index()
    {
        await using var file = await WithUsersAsync([.. Enumerable.Repeat(Default, 50), ForeignHashes.Phpass]);
        var script = Migration.All.Single(migration => migration.Name == "0011_foreign_hashes").Script;
        var kind = script[script.IndexOf("case", StringComparison.Ordinal)..script.IndexOf("))\nwhere", StringComparison.Ordinal)];

        // The store's own text, as the migration spells it: both must be the same for the index to serve.
        var store = await File.ReadAllTextAsync(Repository.SourceTree.PathOf("src/HeadlessKey/Users/PasswordHashStore.cs"));
        Words(store).ShouldContain(Words(kind));
        Words(store).ShouldContain(Words(script[script.IndexOf("where", StringComparison.Ordinal)..].TrimEnd().TrimEnd(';')));

        var plan = await file.Database.ListAsync(
            Sql.Script($"explain query plan select kind from (select {kind} as kind from users where password_hash not like '$pbkdf2-sha512$i=210000$%') s where kind > '' order by kind limit 1"),
            row => row.Text("detail"),
            CancellationToken.None);
        plan.ShouldHaveSingleItem().ShouldContain("USING INDEX users_hash_kind (<expr>>?)");
    }

    private static string Words(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static async Task<SqliteFile> WithUsersAsync(string[] hashes)
    {
        var file = new SqliteFile();
        await new SchemaMigrator(file.Dialect, TimeProvider.System).MigrateAsync(CancellationToken.None);
        for (var i = 0; i < hashes.Length; i++)
        {
            await file.ExecuteAsync(
                $"insert into users (login, login_key, email, email_key, display_name, password_hash, registered_at) values ('u{i}', 'u{i}', 'u{i}@x', 'u{i}@x', 'u', '{hashes[i]}', 0)");
        }

        return file;
    }
}
