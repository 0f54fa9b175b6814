using HeadlessKey.FunctionalTests.Setup;
using HeadlessKey.SigningKeys;
using HeadlessKey.Storage;
using HeadlessKey.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace HeadlessKey.FunctionalTests.Attacks;

/// <summary>Many nodes that start at once over nothing agree on everything.</summary>
public sealed class FirstStartTests
{
    private const int Nodes = 6;

    [Fact(Skip = "PostgreSQL is not installed", SkipUnless = nameof(PostgresCluster.IsAvailable), SkipType = typeof(PostgresCluster)), Promise("T11")]
    public async Task Nodes_that_start_at_once_over_an_empty_database_make_one_schema_and_one_key()
    {
        var database = await PostgresCluster.CreateDatabaseAsync();
        var masterKey = Intruder.NewMasterKey();
        var nodes = Enumerable.Range(0, Nodes).Select(_ => new BareServer(
            ("HeadlessKey:Storage:Engine", EveryEngineAttribute.PostgreSql), ("HeadlessKey:Storage:ConnectionString", database),
            ("HeadlessKey:Storage:MasterKey", masterKey))).ToList();
        try
        {
            await Task.WhenAll(nodes.Select(node => Task.Run(node.StartAsync)));

            nodes.Select(node => node.Services.GetRequiredService<KeyRing>().GetSigning().Kid).Distinct().Count().ShouldBe(1);
            var shared = nodes[0].Services.GetRequiredService<Database>();
            (await shared.ListAsync($"select kid from signing_keys", row => row.Text("kid"), CancellationToken.None)).Count.ShouldBe(1);
            (await shared.ListAsync($"select number from schema_migrations", row => row.Integer("number"), CancellationToken.None))
                .Order().ShouldBe(Migration.All.Select(migration => migration.Number));
        }
        finally
        {
            foreach (var node in nodes)
            {
                await node.DisposeAsync();
            }
        }
    }

    [Fact, Promise("T12")]
    public void Programs_that_start_at_once_in_an_empty_folder_share_one_master_key()
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("hk-master-").FullName;
        try
        {
            var derived = new System.Collections.Concurrent.ConcurrentBag<string>();
            Parallel.For(0, 50, _ => derived.Add(Convert.ToHexString(
                Secrets.MasterKeyFile.Load(new StorageOptions { DataFolder = folder }).Derive("test"))));

            derived.Distinct().Count().ShouldBe(1);
            System.IO.Directory.GetFiles(folder).Length.ShouldBe(1);
            if (!OperatingSystem.IsWindows())
            {
                File.GetUnixFileMode(System.IO.Directory.GetFiles(folder)[0]).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
            }
        }
        finally
        {
            System.IO.Directory.Delete(folder, recursive: true);
        }
    }

    [Theory, EveryEngine]
    public async Task Fifty_administrators_at_once_by_one_link_are_one(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var token = server.SetupSecret();

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => server.Client.SendAsync(
            HttpMethod.Post, "/admin/api/v1/setup", System.Net.Http.Json.JsonContent.Create(
                new { token, username = $"root{i}", email = $"root{i}@example.test", password = "a long enough one" }))));

        answers.Count(answer => answer.Status == 200).ShouldBe(1);
        answers.Where(answer => answer.Status != 200).ShouldAllBe(answer => answer.Status == 400 || answer.Status == 503);
        (await server.QueryAsync("select * from user_roles where role = 'administrator'", "role")).Count.ShouldBe(1);
        (await server.QueryAsync("select * from users", "id")).Count.ShouldBe(2);
    }

    [Theory, EveryEngine, Promise("W1")]
    public async Task Who_tries_setup_links_fills_no_record_and_is_slowed_down(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, ("HeadlessKey:RateLimits:SignIn", "5"), ("HeadlessKey:Admin:Enabled", "false"));
        var before = await server.QueryAsync("select * from security_events", "type");

        var answers = new List<Answer>();
        for (var i = 0; i < 20; i++)
        {
            answers.Add(await SetupTests.SetUpAsync(server, $"a guess {i}"));
        }

        answers[0].ExpectError(400, "headlesskey_invalid_setup_link");
        answers.Count(answer => answer.Status == 400).ShouldBeInRange(5, 8); // a few come back while we ask
        var refused = answers.First(answer => answer.Status == 429).ExpectError(429, "headlesskey_too_many_attempts");
        refused.Headers.RetryAfter.ShouldNotBeNull();
        (await server.QueryAsync("select * from security_events", "type")).ShouldBe(before);
    }

    [Theory, EveryEngine]
    public async Task The_first_administrator_is_made_while_the_admin_api_is_off(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, ("HeadlessKey:Admin:Enabled", "false"));

        (await SetupTests.SetUpAsync(server, server.SetupSecret())).Expect(200);
    }
}
