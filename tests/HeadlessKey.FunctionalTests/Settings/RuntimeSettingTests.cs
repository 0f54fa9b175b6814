using HeadlessKey.FunctionalTests.Attacks;
using HeadlessKey.Settings;
using HeadlessKey.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace HeadlessKey.FunctionalTests.Settings;

/// <summary>Settings that change while the server runs.</summary>
public sealed class RuntimeSettingTests
{
    [Theory, EveryEngine]
    public async Task A_change_is_in_force_here_at_once_and_on_another_node_within_a_second(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        await using var other = await server.StartAnotherNodeAsync();
        var admin = await AdminClient.SignInAsync(server);

        (await admin.ChangeAsync("Tokens:Lifetime", 600)).Expect(200);

        (await server.Client.LoginAsync()).Json.GetProperty("expires_in").GetInt32().ShouldBe(600);
        await Eventually.TrueAsync(
            async () => (await other.Client.LoginAsync()).Json.GetProperty("expires_in").GetInt32() == 600, TimeSpan.FromSeconds(1));
    }

    [Theory, EveryEngine]
    public async Task What_is_parsed_from_settings_follows_too(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var admin = await AdminClient.SignInAsync(server);

        // An access rule, and the index and the document that tell of it.
        (await admin.ChangeAsync("Access:Rules:me", "off")).Expect(200);
        (await server.Client.GetAsync("/wp-json/headlesskey/v1/me")).ExpectError(404, "rest_no_route");
        (await server.Client.GetAsync("/openapi/v1.json")).Json.GetProperty("paths").GetProperty("/wp-json/headlesskey/v1/me").TryGetProperty("get", out _).ShouldBeFalse();
        (await admin.ChangeAsync("Access:Rules:me", null)).Expect(200);
        (await server.Client.GetAsync("/wp-json/headlesskey/v1/me")).ExpectError(401, "headlesskey_no_auth_header");

        (await admin.ChangeAsync("Access:Networks:token", "192.0.2.0/24")).Expect(200);
        (await server.Client.LoginAsync()).ExpectError(401, "rest_forbidden");
        (await admin.ChangeAsync("Access:Networks:token", null)).Expect(200);

        // CORS.
        Task<Answer> FromAsync(string origin) => server.Client.SendAsync(HttpMethod.Get, "/wp-json/headlesskey/v1", null, null, ("Origin", origin));
        (await FromAsync("https://evil.example")).Headers.GetValues("Access-Control-Allow-Origin").ShouldBe(["*"]);
        (await admin.ChangeAsync("Cors:AllowedOrigins", new[] { "https://app.example.test" })).Expect(200);
        (await FromAsync("https://evil.example")).Headers.Contains("Access-Control-Allow-Origin").ShouldBeFalse();
        (await FromAsync("https://app.example.test")).Headers.GetValues("Access-Control-Allow-Origin").ShouldBe(["https://app.example.test"]);

        // Rates.
        (await admin.ChangeAsync("RateLimits:Memory", 2)).Expect(200);
        (await server.Client.GetAsync("/wp-json/headlesskey/v1")).Expect(200);
        (await server.Client.GetAsync("/wp-json/headlesskey/v1")).Expect(200);
        (await server.Client.GetAsync("/wp-json/headlesskey/v1")).Expect(429);
        (await admin.ChangeAsync("RateLimits:Memory", null)).Expect(200);
        (await server.Client.GetAsync("/wp-json/headlesskey/v1")).Expect(200);

        // Proxies.
        (await admin.ChangeAsync("Proxies:Trusted", new[] { "127.0.0.1" })).Expect(200);
        (await server.Client.SendAsync(HttpMethod.Post, "/wp-json/headlesskey/v1/token", System.Net.Http.Json.JsonContent.Create(new { username = TestUser.Login, password = "wrong" }), null, ("X-Forwarded-For", "203.0.113.9"))).Expect(401);
        (await server.QueryAsync("select address from security_events where type = 'login.failed'", "address")).ShouldContain("203.0.113.9");
    }

    [Theory, EveryEngine]
    public async Task A_stored_value_is_there_after_a_restart_and_before_the_first_request(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var admin = await AdminClient.SignInAsync(server);
        (await admin.ChangeAsync("Registration:Mode", "closed")).Expect(200);

        await using var later = await server.StartAnotherNodeAsync();

        (await later.Client.RegisterAsync()).ExpectError(403, "headlesskey_registration_disabled");
    }

    [Theory, EveryEngine]
    public async Task What_a_file_gives_wins_and_shows_as_locked(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var admin = await AdminClient.SignInAsync(server);
        (await admin.ChangeAsync("Tokens:Lifetime", 600)).Expect(200);
        await using var strict = await server.StartAnotherNodeAsync(("HeadlessKey:Tokens:Lifetime", "00:20:00"));
        var there = await AdminClient.SignInAsync(server, at: strict);

        (await strict.Client.LoginAsync()).Json.GetProperty("expires_in").GetInt32().ShouldBe(1200);
        var setting = await there.SettingAsync("Tokens:Lifetime");
        setting.GetProperty("source").GetString().ShouldBe("command_line");
        setting.GetProperty("locked").GetBoolean().ShouldBeTrue();
        setting.GetProperty("value").GetInt32().ShouldBe(1200);
        (await there.ChangeAsync("Tokens:Lifetime", 300)).ExpectError(400, "rest_invalid_param").Param("Tokens:Lifetime").ShouldContain("command line");
        (await there.GetAsync("/settings")).Json.GetProperty("ignored").EnumerateArray().Single().GetProperty("key").GetString().ShouldBe("Tokens:Lifetime");
    }

    [Theory, EveryEngine, Promise("W1")]
    public async Task An_invalid_stored_value_neither_stops_the_server_nor_drags_others_along(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        await server.ExecuteAsync("insert into setting_changes (at) values (1)");
        await server.ExecuteAsync(
            """
            insert into settings (key, value) values ('Tokens:Lifetime', '90.00:00:00'), ('Sessions:Limit', 'many'), ('Gone:Setting', '1'),
                ('SecretKey', 'of all things'), ('Cors:AllowedOrigins', '["*"]'), ('Sessions:AbsoluteLimit', '01:00:00')
            """);

        await using var later = await server.StartAnotherNodeAsync();
        var login = (await later.Client.LoginAsync()).Expect(200);

        login.Json.GetProperty("expires_in").GetInt32().ShouldBe(3600); // the default in the place of the impossible
        login.Json.GetProperty("refresh_expires_in").GetInt32().ShouldBe(3600); // and the valid one in force
        var admin = await AdminClient.SignInAsync(server, at: later);
        (await admin.GetAsync("/settings")).Json.GetProperty("ignored").EnumerateArray().Select(each => each.GetProperty("key").GetString())
            .ShouldBe(["Tokens:Lifetime", "Sessions:Limit", "Gone:Setting", "SecretKey", "Cors:AllowedOrigins"], ignoreOrder: true);
        string.Join("\n", later.Log.Lines).ShouldContain("The stored setting HeadlessKey:Tokens:Lifetime has no effect");

        // It does not stand in the way of other changes, and can be cleaned away.
        (await admin.ChangeAsync("Sessions:TellNewDevices", false)).Expect(200);
        (await admin.ChangeAsync("Gone:Setting", null)).Expect(200);
        (await admin.GetAsync("/settings")).Json.GetProperty("ignored").GetArrayLength().ShouldBe(4);
    }

    [Theory, EveryEngine]
    public async Task Two_changes_that_are_wrong_together_never_both_stand(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        await using var other = await server.StartAnotherNodeAsync();
        TestServer[] nodes = [server, other];

        // Each alone is fine; together the longest lock would be shorter than the first.
        for (var round = 0; round < 5; round++)
        {
            await Task.WhenAll(Enumerable.Range(0, 10).Select(i =>
            {
                var settings = nodes[i % 2].Services.GetRequiredService<SettingChanger>();
                return settings.ChangeAsync(
                    new Dictionary<string, string?> { [i % 4 < 2 ? "Lockout:FirstLock" : "Lockout:LongestLock"] = i % 4 < 2 ? "10:00:00" : "05:00:00" }, by: null);
            }));
            var stored = await server.QueryAsync("select * from settings", "key");
            stored.Count.ShouldBe(1);
            await server.ExecuteAsync("delete from settings");
            await server.ExecuteAsync("insert into setting_changes (at) values (1)");
        }
    }

    [Theory, EveryEngine]
    public async Task Readers_never_see_a_state_that_was_never_set(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var options = server.Services.GetRequiredService<HeadlessKeyOptions>();
        var settings = server.Services.GetRequiredService<SettingChanger>();
        await settings.ChangeAsync(new Dictionary<string, string?> { ["Lockout:FirstLock"] = "01:00:00", ["Lockout:LongestLock"] = "01:00:00" }, by: null);
        using var stop = new CancellationTokenSource();
        var mixed = 0;
        var reader = Task.Run(() =>
        {
            while (!stop.IsCancellationRequested)
            {
                var lockout = options.Lockout;
                var (first, longest) = (lockout.FirstLock, lockout.LongestLock);
                mixed += first == longest ? 0 : 1;
            }
        });

        for (var hours = 2; hours < 20; hours++)
        {
            var text = $"{hours:00}:00:00";
            await settings.ChangeAsync(new Dictionary<string, string?> { ["Lockout:FirstLock"] = text, ["Lockout:LongestLock"] = text }, by: null);
        }

        await stop.CancelAsync();
        await reader;
        mixed.ShouldBe(0);
    }
}
