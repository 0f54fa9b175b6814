using System.Text.Json;
using HeadlessKey.Testing;

namespace HeadlessKey.FunctionalTests.Administration;

/// <summary>The settings over the admin API.</summary>
public sealed class SettingsApiTests
{
    [Theory, EveryEngine]
    public async Task Every_setting_is_listed_with_type_value_and_source_and_no_secret_is_told(string engine)
    {
        const string secret = "a secret that is long enough to sign with, and nobody's business";
        await using var server = await TestServer.StartAsync(engine, ("HeadlessKey:SecretKey", secret));
        var admin = await AdminClient.SignInAsync(server);

        var answer = (await admin.GetAsync("/settings")).Expect(200);

        var items = answer.Json.GetProperty("items").EnumerateArray().ToList();
        items.Select(item => item.GetProperty("key").GetString()).ShouldBe(KnownSettings.All);
        answer.Body.ShouldNotContain(secret);
        var key = items.Single(item => item.GetProperty("key").GetString() == "SecretKey");
        key.GetProperty("value").GetString().ShouldBe("•••");
        key.GetProperty("source").GetString().ShouldBe("command_line");
        key.GetProperty("runtime").GetBoolean().ShouldBeFalse();
        (await admin.SettingAsync("Storage:MasterKey")).GetProperty("value").GetString().ShouldBe("•••");
        if (engine == EveryEngineAttribute.PostgreSql)
        {
            (await admin.SettingAsync("Storage:ConnectionString")).GetProperty("value").GetString().ShouldBe("•••");
        }

        var lifetime = await admin.SettingAsync("Sessions:GraceWindow");
        (lifetime.GetProperty("type").GetString(), lifetime.GetProperty("value").GetInt32(), lifetime.GetProperty("default").GetInt32(), lifetime.GetProperty("source").GetString())
            .ShouldBe(("duration", 30, 30, "default"));
        (await admin.SettingAsync("Access:Rules")).GetProperty("type").GetString().ShouldBe("map");
        (await admin.SettingAsync("Cors:AllowedOrigins")).GetProperty("type").GetString().ShouldBe("list");
    }

    [Theory, EveryEngine]
    public async Task Several_change_at_once_or_none(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var admin = await AdminClient.SignInAsync(server);

        var refused = (await admin.PatchAsync("/settings", new
        {
            changes = new Dictionary<string, object?>
            {
                ["SiteName"] = "Example",
                ["Tokens:Lifetime"] = 5,
                ["Storage:Engine"] = "postgresql",
                ["No:Such"] = "thing",
                ["Access:Rules"] = "x",
            },
        })).ExpectError(400, "rest_invalid_param");
        refused.Params().ShouldBe(["Storage:Engine", "No:Such", "Access:Rules"], ignoreOrder: true);
        (await admin.ChangeAsync("Tokens:Lifetime", 5)).ExpectError(400, "rest_invalid_param").Param("Tokens:Lifetime").ShouldBe("is 00:00:05; it must be from 00:01:00 to 1.00:00:00.");
        (await admin.SettingAsync("SiteName")).GetProperty("source").GetString().ShouldBe("default");

        var changed = (await admin.PatchAsync("/settings", new
        {
            changes = new Dictionary<string, object?> { ["sitename"] = "Example", ["Access:Rules:register"] = "administrator", ["Sessions:RoleLimits:subscriber"] = 3 },
        })).Expect(200).Json;
        changed.GetProperty("actor").GetProperty("login").GetString().ShouldBe(AdminClient.Login);
        changed.GetProperty("changes").EnumerateArray().Select(each => each.GetProperty("key").GetString())
            .ShouldBe(["SiteName", "Access:Rules:register", "Sessions:RoleLimits:subscriber"], ignoreOrder: true);
        var limit = await admin.SettingAsync("Sessions:RoleLimits:subscriber");
        (limit.GetProperty("value").GetInt32(), limit.GetProperty("type").GetString(), limit.GetProperty("changed_at").GetString()).ShouldBe((3, "number", "2030-01-01T12:00:00+00:00"));
        (await admin.SettingAsync("Access:Rules")).GetProperty("value").GetProperty("register").GetString().ShouldBe("administrator");
        (await admin.ChangeAsync("SiteName", "Example")).Expect(200).Json.GetProperty("id").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Theory, EveryEngine]
    public async Task A_value_of_another_type_is_refused(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var admin = await AdminClient.SignInAsync(server);

        foreach (var (key, value) in (IEnumerable<(string, object)>)
        [
            ("Tokens:Lifetime", "00:10:00"), ("Tokens:Lifetime", 1.5), ("Tokens:Lifetime", long.MaxValue), ("Cors:Enabled", "true"), ("Sessions:Limit", "3"),
            ("Cors:AllowedOrigins", "https://a.example"), ("Cors:AllowedOrigins", new[] { 1 }), ("Cors:AllowedOrigins", new[] { "" }), ("SiteName", 5),
            ("SiteName", new string('x', 5000)), ("Access:Rules:register", new[] { "x" }), ("Sessions:RoleLimits:editor", "3"),
        ])
        {
            (await admin.ChangeAsync(key, value)).ExpectError(400, "rest_invalid_param").Params().ShouldBe([key]);
        }

        foreach (var body in (object[])[new { }, new { changes = new { } }, new { changes = "x" }, new { changes = new[] { 1 } }])
        {
            (await admin.PatchAsync("/settings", body)).ExpectError(400, "rest_invalid_param").Params().ShouldBe(["changes"]);
        }
    }

    [Theory, EveryEngine]
    public async Task What_would_open_what_is_closed_is_refused_as_at_a_start(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var admin = await AdminClient.SignInAsync(server);

        foreach (var (key, value) in (IEnumerable<(string, object)>)
        [
            ("Cors:AllowedOrigins", new[] { "*" }), ("Proxies:Trusted", new[] { "0.0.0.0/0" }), ("Access:Rules:me", "public"), ("Access:Rules:nothing", "off"),
            ("Registration:DefaultRole", "administrator"), ("Passwords:MinimumLength", 7), ("Lockout:Threshold", 0), ("Tokens:ClockSkew", 61),
        ])
        {
            (await admin.ChangeAsync(key, value)).ExpectError(400, "rest_invalid_param").Params().ShouldBe([key]);
        }

        (await server.QueryAsync("select * from settings", "key")).ShouldBeEmpty();
    }

    [Theory, EveryEngine, Promise("R1")]
    public async Task A_change_is_written_down_with_who_made_it_and_can_be_undone(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var admin = await AdminClient.SignInAsync(server);
        (await admin.ChangeAsync("Sessions:Limit", 3)).Expect(200);
        var second = (await admin.ChangeAsync("Sessions:Limit", 5)).Expect(200).Json.GetProperty("id").GetInt64();
        var rootId = await server.UserIdAsync(AdminClient.Login);

        var items = (await admin.GetAsync("/settings/history?count=1")).Expect(200);
        items.Json.GetProperty("items").EnumerateArray().Single().GetProperty("changes").ToString().ShouldBe("""[{"key":"Sessions:Limit","old":3,"new":5}]""");
        var next = items.Json.GetProperty("next").GetString();
        (await admin.GetAsync($"/settings/history?count=1&after={next}")).Json.GetProperty("items").EnumerateArray().Single()
            .GetProperty("changes").ToString().ShouldBe("""[{"key":"Sessions:Limit","old":null,"new":3}]""");
        (await server.QueryAsync("select * from security_events where type = 'settings.changed'", "actor_id", "detail", "address"))
            .ShouldBe([$"{rootId}|Sessions:Limit|127.0.0.1", $"{rootId}|Sessions:Limit|127.0.0.1"]);

        var undone = (await admin.PostAsync($"/settings/history/{second}/undo")).Expect(200).Json;
        undone.GetProperty("undoes").GetInt64().ShouldBe(second);
        (await admin.SettingAsync("Sessions:Limit")).GetProperty("value").GetInt32().ShouldBe(3);
        (await admin.PostAsync($"/settings/history/{second}/undo")).ExpectError(409, "headlesskey_setting_changed_since");
        (await admin.PostAsync("/settings/history/9999/undo")).ExpectError(404, "headlesskey_no_setting_change");
        (await admin.PostAsync($"/settings/history/{undone.GetProperty("id").GetInt64()}/undo")).Expect(200);
        (await admin.SettingAsync("Sessions:Limit")).GetProperty("value").GetInt32().ShouldBe(5);
    }
}
