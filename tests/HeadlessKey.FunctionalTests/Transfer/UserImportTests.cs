using System.Text;
using HeadlessKey.Directory.Transfer;
using HeadlessKey.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace HeadlessKey.FunctionalTests.Transfer;

public sealed class UserImportTests
{
    private const string Header = "ID,user_login,user_pass,user_email,user_registered,display_name,roles\n";

    [Theory, EveryEngine, Promise("P4")]
    public async Task Who_was_brought_along_signs_in_with_the_old_password_which_is_then_hashed_anew(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var rows = ImportedHashes.All.Select((hash, i) => $"{i},user{i},{hash},user{i}@example.org,2019-05-02 10:11:12,User {i},subscriber\n");
        await ImportAsync(server, Header + string.Concat(rows));

        for (var i = 0; i < ImportedHashes.All.Length; i++)
        {
            (await server.Client.LoginAsync($"user{i}", "not the password")).ExpectError(401, "incorrect_password");
            (await HashOfAsync(server, $"user{i}")).ShouldBe(ImportedHashes.All[i]);

            (await server.Client.LoginAsync($"user{i}@example.org")).Expect(200);

            (await HashOfAsync(server, $"user{i}")).ShouldStartWith("$pbkdf2-sha512$i=210$");
            (await server.Client.LoginAsync($"user{i}")).Expect(200);
            (await server.Client.LoginAsync($"user{i}", "not the password")).ExpectError(401, "incorrect_password");
        }
    }

    [Theory, EveryEngine]
    public async Task Five_thousand_users_are_there_and_the_last_one_signs_in(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var file = new StringBuilder(Header);
        for (var i = 1; i <= 5000; i++)
        {
            file.Append($"{i},user{i},{ImportedHashes.Phpass},user{i}@example.org,2019-05-02 10:11:12,\"User, {i}\",administrator\n");
        }

        (await ImportAsync(server, file.ToString())).OfType<ImportOutcome.Created>().Count().ShouldBe(5000);

        (await server.Client.LoginAsync("user5000")).Expect(200).Json.GetProperty("user").GetProperty("roles")[0].GetString().ShouldBe("subscriber");
        (await server.QueryAsync("select role, count(*) as n from user_roles group by role", "role", "n")).ShouldBe(["subscriber|5001"]);
        (await server.CountEventsAsync("users.imported")).ShouldBe(10); // one with each batch, and in its transaction
    }

    [Theory, EveryEngine]
    public async Task An_import_that_was_interrupted_is_run_again_and_ends_the_same(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var lines = Enumerable.Range(1, 1500).Select(i => $"{i},user{i},{ImportedHashes.Md5},user{i}@example.org,,,\n").ToArray();
        await Should.ThrowAsync<StartupException>(() => ImportAsync(server, Header + string.Concat(lines[..1200]) + "\"an open quote"));
        (await CountAsync(server)).ShouldBe(1000 + 1); // whole batches, and the test's own user

        var outcomes = await ImportAsync(server, Header + string.Concat(lines));

        outcomes.OfType<ImportOutcome.AlreadyThere>().Count().ShouldBe(1000);
        outcomes.OfType<ImportOutcome.Created>().Count().ShouldBe(500);
        (await CountAsync(server)).ShouldBe(1501);
    }

    [Theory, EveryEngine]
    public async Task A_dry_run_finds_the_same_and_writes_nothing(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        const string file = Header
            + "1,Ada,,ADA@example.test,,,\n" // there already
            + "2,ada,,other@example.org,,,\n"
            + "3,other,,ada@example.test,,,\n"
            + "4,grace,,grace@example.org,,,\n"
            + "5,GRACE,,Grace@example.org,,,\n"
            + "6,grace,,else@example.org,,,\n"
            + "7,else,,grace@example.org,,,\n"
            + "8,bad,unknown,bad@example.org,,,\n";
        var before = await UsersAsync(server);

        var dry = await ImportAsync(server, file, dryRun: true);

        (await UsersAsync(server)).ShouldBe(before);
        (await server.CountEventsAsync("users.imported")).ShouldBe(0);
        Describe(dry).ShouldBe(["Refused hash_unknown", "AlreadyThere", "Refused login_taken", "Refused email_taken", "Created", "AlreadyThere", "Refused login_taken", "Refused email_taken"]);
        Describe(await ImportAsync(server, file)).ShouldBe(Describe(dry));
        (await CountAsync(server)).ShouldBe(2);
    }

    [Theory, EveryEngine]
    public async Task Fifty_imports_of_one_file_at_once_make_each_user_once(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var file = Header + string.Concat(Enumerable.Range(1, 20).Select(i => $"{i},user{i},{ImportedHashes.Md5},user{i}@example.org,,,\n"));

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => ImportAsync(server, file))));

        outcomes.SelectMany(one => one).OfType<ImportOutcome.Created>().Select(one => one.OldId).Order(StringComparer.Ordinal)
            .ShouldBe(Enumerable.Range(1, 20).Select(i => $"{i}").Order(StringComparer.Ordinal));
        outcomes.SelectMany(one => one).OfType<ImportOutcome.AlreadyThere>().Count().ShouldBe(49 * 20);
        (await server.QueryAsync("select count(*) as n from user_roles", "n")).ShouldBe(["21"]);
    }

    [Theory, EveryEngine, Promise("P4")]
    public async Task A_hash_that_costs_too_much_is_refused(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);

        var outcomes = await ImportAsync(server, Header + string.Concat(ImportedHashes.TooDear.Select((hash, i) => $"{i},user{i},{hash},user{i}@example.org,,,\n")));

        Describe(outcomes).Distinct().ShouldBe(["Refused hash_too_dear"]);
        (await CountAsync(server)).ShouldBe(1);
    }

    private static async Task<List<ImportOutcome>> ImportAsync(TestServer server, string file, bool dryRun = false)
    {
        var outcomes = new List<ImportOutcome>();
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(file));
        await server.Services.GetRequiredService<UserImport>().RunAsync(
            stream, TableFormat.Csv, new ImportSettings(["subscriber"], KeepRoles: false, Verified: null, dryRun), outcomes.Add, CancellationToken.None);
        return outcomes;
    }

    private static IEnumerable<string> Describe(IEnumerable<ImportOutcome> outcomes) =>
        [.. outcomes.Select(outcome => outcome is ImportOutcome.Refused refused ? $"Refused {refused.Reason}" : outcome.GetType().Name)];

    private static async Task<string> HashOfAsync(TestServer server, string login) =>
        (await server.QueryAsync($"select * from users where login = '{login}'", "password_hash")).Single();

    private static async Task<string> UsersAsync(TestServer server) =>
        string.Join('\n', await server.QueryAsync("select * from users", "id", "login", "email", "password_hash"));

    private static async Task<int> CountAsync(TestServer server) => (await server.QueryAsync("select id from users", "id")).Count;
}
