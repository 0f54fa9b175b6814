using System.Security.Cryptography;
using HeadlessKey.SigningKeys;
using HeadlessKey.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace HeadlessKey.FunctionalTests.Administration;

/// <summary>Overview, keys, access, bans, mail and the server itself over the admin API.</summary>
public sealed class ServerApiTests
{
    [Theory, EveryEngine]
    public async Task The_overview_counts_hour_by_hour_with_none_left_out(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        await server.Client.LoginAsync(password: "wrong");
        server.Clock.Advance(TimeSpan.FromHours(2));
        await server.Client.LoginAsync();
        var admin = await AdminClient.SignInAsync(server);

        var overview = (await admin.GetAsync("/overview?hours=24")).Expect(200).Json;

        overview.GetProperty("step").GetInt32().ShouldBe(3600);
        var series = overview.GetProperty("series").EnumerateArray().ToList();
        series.Count.ShouldBe(24);
        series[^1].GetProperty("at").GetString().ShouldBe("2030-01-01T14:00:00+00:00");
        series[^1].GetProperty("sign_ins").GetInt32().ShouldBe(2);
        series[^2].GetProperty("sign_ins").GetInt32().ShouldBe(0);
        series[^3].GetProperty("failures").GetInt32().ShouldBe(1);
        overview.GetProperty("users").GetProperty("total").GetInt32().ShouldBe(2);
        overview.GetProperty("sessions").GetProperty("live").GetInt32().ShouldBe(1);
        overview.GetProperty("signing_key").GetProperty("age").GetInt32().ShouldBe(7200);
        (await admin.GetAsync("/overview?hours=168")).Json.GetProperty("series").GetArrayLength().ShouldBe(7);
        (await admin.GetAsync("/overview?hours=721")).ExpectError(400, "rest_invalid_param");
    }

    [Theory, EveryEngine, Promise("T11")]
    public async Task Keys_are_rotated_imported_and_retired_without_one_refused_token(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var admin = await AdminClient.SignInAsync(server);
        var before = (await server.Client.LoginAsync()).AccessToken;

        var rotated = (await admin.PostAsync("/keys/rotate", new { algorithm = "ES256", soon = true })).Expect(201).Json;
        rotated.GetProperty("state").GetString().ShouldBe("announced");
        server.Clock.Advance(TimeSpan.FromSeconds(6));
        Jwt.Header((await server.Client.LoginAsync()).AccessToken).GetProperty("alg").GetString().ShouldBe("ES256");
        (await server.Client.ValidateAsync(before)).Expect(200);

        using var rsa = RSA.Create(2048);
        var imported = (await admin.PostAsync("/keys/import", new { algorithm = "RS256", key = rsa.ExportPkcs8PrivateKeyPem(), soon = true })).Expect(201).Json;
        (await admin.PostAsync("/keys/import", new { algorithm = "RS256", key = rsa.ExportPkcs8PrivateKeyPem() })).ExpectError(409, "headlesskey_key_exists");
        (await admin.PostAsync("/keys/import", new { algorithm = "ES256", key = rsa.ExportPkcs8PrivateKeyPem() })).ExpectError(400, "rest_invalid_param").Param("key").ShouldContain("P-256");
        (await admin.PostAsync("/keys/import", new { algorithm = "HS256", key = "short" })).ExpectError(400, "rest_invalid_param");
        (await admin.PostAsync("/keys/rotate", new { algorithm = "none" })).ExpectError(400, "rest_invalid_param");

        var list = (await admin.GetAsync("/keys")).Expect(200);
        list.Body.ShouldNotContain("PRIVATE");
        list.Json.GetProperty("items").EnumerateArray().Select(key => key.GetProperty("origin").GetString()).ShouldBe(["generated", "generated", "imported"]);
        (await admin.PostAsync($"/keys/{rotated.GetProperty("kid").GetString()}/retire", new { drop = true })).Expect(200);
        Jwt.Header((await server.Client.LoginAsync()).AccessToken).GetProperty("alg").GetString().ShouldBe("RS256");
        (await admin.PostAsync("/keys/unknown/retire", new { })).ExpectError(404, "headlesskey_no_key");
        (await admin.PostAsync($"/keys/{imported.GetProperty("kid").GetString()}/retire", new { })).ExpectError(409, "headlesskey_last_key");
        var rootId = await server.UserIdAsync(AdminClient.Login);
        (await server.QueryAsync("select * from security_events where type = 'key.announced' and actor_id is not null", "actor_id")).ShouldBe([$"{rootId}", $"{rootId}"]); // and the first one, by the server
    }

    [Theory, EveryEngine, Promise("T11")]
    public async Task A_longer_life_of_tokens_outlives_the_key_that_was_to_make_way(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var admin = await AdminClient.SignInAsync(server);
        (await admin.PostAsync("/keys/rotate", new { algorithm = "ES256" })).Expect(201);

        (await admin.ChangeAsync("Tokens:Lifetime", 12 * 3600)).Expect(200);
        await server.Services.GetServices<IHostedService>().OfType<KeyRotationSchedule>().Single().RunOnceAsync(CancellationToken.None);
        var token = (await server.Client.LoginAsync()).AccessToken;
        Jwt.Header(token).GetProperty("alg").GetString().ShouldBe("HS256");
        await server.Services.GetRequiredService<KeyRing>().CatchUpAsync(CancellationToken.None);
        server.Clock.Advance(TimeSpan.FromHours(12) - TimeSpan.FromSeconds(1));

        (await server.Client.ValidateAsync(token)).Expect(200);
        server.Clock.Advance(TimeSpan.FromHours(2));
        (await server.Client.ValidateAsync(token)).Expect(401);
    }

    [Theory, EveryEngine]
    public async Task While_a_configured_secret_signs_the_keys_are_left_alone(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, ("HeadlessKey:SecretKey", "a secret that is long enough to sign with, and nobody's business"));
        var admin = await AdminClient.SignInAsync(server);

        (await admin.GetAsync("/keys")).Json.GetProperty("secret_configured").GetBoolean().ShouldBeTrue();
        (await admin.PostAsync("/keys/rotate", new { })).ExpectError(409, "headlesskey_key_configured");
    }

    [Theory, EveryEngine]
    public async Task The_matrix_shows_every_endpoint_and_what_the_settings_say(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, ("HeadlessKey:Access:Rules:token", "public"));
        var admin = await AdminClient.SignInAsync(server);
        (await admin.ChangeAsync("Access:Rules:register", "administrator,chief")).Expect(200);
        (await admin.ChangeAsync("Access:Networks:register", "10.0.0.0/8, 127.0.0.1")).Expect(200);

        var access = (await admin.GetAsync("/access")).Expect(200).Json;

        access.GetProperty("roles").EnumerateArray().Select(role => role.GetString()).ShouldBe(["administrator", "chief", "subscriber"]);
        var items = access.GetProperty("items").EnumerateArray().ToDictionary(item => item.GetProperty("route").GetString()!);
        items.Keys.ShouldBe(HeadlessKey.Access.ContractRoute.All.Select(route => route.Name));
        var register = items["register"];
        (register.GetProperty("default_rule").GetString(), register.GetProperty("rule").GetString(), register.GetProperty("path").GetString())
            .ShouldBe(("public", "administrator,chief", "/wp-json/headlesskey/v1/register"));
        register.GetProperty("networks").GetArrayLength().ShouldBe(2);
        register.GetProperty("rule_locked").GetBoolean().ShouldBeFalse();
        items["token"].GetProperty("rule_locked").GetBoolean().ShouldBeTrue();
        items["me"].GetProperty("needs_user").GetBoolean().ShouldBeTrue();
    }

    [Theory, EveryEngine]
    public async Task Networks_are_banned_and_let_in_again_but_not_ones_own(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, ("HeadlessKey:Proxies:Trusted:0", "127.0.0.1"));
        var admin = await AdminClient.SignInAsync(server);
        Task<Answer> FromElsewhereAsync() => server.Client.SendAsync(HttpMethod.Get, "/wp-json/headlesskey/v1", null, null, ("X-Forwarded-For", "203.0.113.9"));

        (await admin.PostAsync("/bans", new { network = "203.0.113.0/24", reason = "guessing", hours = 2 })).Expect(201).Json
            .GetProperty("expires_at").GetString().ShouldBe("2030-01-01T14:00:00+00:00");
        (await FromElsewhereAsync()).ExpectError(401, "rest_forbidden");
        (await admin.GetAsync("/bans")).Json.GetProperty("bans").GetArrayLength().ShouldBe(1);
        (await admin.DeleteAsync("/bans?network=203.0.113.0/24")).Expect(200);
        (await FromElsewhereAsync()).Expect(200);
        (await admin.DeleteAsync("/bans?network=203.0.113.0/24")).ExpectError(404, "headlesskey_no_ban");
        (await admin.PostAsync("/bans", new { network = "127.0.0.0/8" })).ExpectError(409, "headlesskey_own_network");
        (await admin.PostAsync("/bans", new { network = "0.0.0.0/0" })).ExpectError(400, "rest_invalid_param");
        (await admin.DeleteAsync("/bans")).ExpectError(400, "rest_invalid_param");
    }

    [Theory, EveryEngine]
    public async Task Mail_is_previewed_tried_and_read_again(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var admin = await AdminClient.SignInAsync(server);

        var about = (await admin.GetAsync("/email")).Expect(200).Json;
        about.GetProperty("transport").GetString().ShouldBe("file");
        foreach (var kind in about.GetProperty("kinds").EnumerateArray())
        {
            foreach (var language in about.GetProperty("languages").EnumerateArray())
            {
                var preview = (await admin.GetAsync($"/email/preview/{kind}?language={language}")).Expect(200).Json;
                preview.GetProperty("subject").GetString().ShouldNotBeNullOrEmpty();
                preview.GetProperty("html").GetString()!.ShouldContain("<html");
            }
        }

        (await admin.GetAsync("/email/preview/nothing")).ExpectError(404, "headlesskey_no_email");
        (await admin.GetAsync("/email/preview/test?language=xx")).ExpectError(400, "rest_invalid_param");
        (await admin.PostAsync("/email/test", new { to = "me@example.test", language = "zh-CN" })).Expect(200).Json.GetProperty("sent").GetBoolean().ShouldBeTrue();
        (await admin.PostAsync("/email/test", new { to = "nonsense" })).ExpectError(400, "rest_invalid_param");

        var captured = (await admin.GetAsync("/email/captured")).Expect(200).Json.GetProperty("items").EnumerateArray().Single();
        captured.GetProperty("to").GetString().ShouldBe("me@example.test");
        var read = (await admin.GetAsync($"/email/captured/{captured.GetProperty("id").GetString()}")).Expect(200).Json;
        read.GetProperty("subject").GetString().ShouldBe(captured.GetProperty("subject").GetString());
        read.GetProperty("html").GetString()!.ShouldContain("</html>");
        read.GetProperty("text").GetString()!.ShouldNotContain("=E");
        foreach (var elsewhere in new[] { "..%2F..%2Fmaster", "nothing", "20300101-120000000-test-00000000000000000000000000000000" })
        {
            (await admin.GetAsync($"/email/captured/{elsewhere}")).ExpectError(404, "headlesskey_no_email");
        }

        (await admin.GetAsync("/email/queue")).Expect(200).Json.GetProperty("items").GetArrayLength().ShouldBe(0);
        (await admin.PostAsync("/email/queue/retry", new { })).Expect(200).Json.GetProperty("due").GetInt32().ShouldBe(0);
    }

    [Theory, EveryEngine]
    public async Task The_server_says_what_it_is_and_what_is_wrong(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var admin = await AdminClient.SignInAsync(server);

        var system = (await admin.GetAsync("/system")).Expect(200).Json;
        (system.GetProperty("engine").GetString(), system.GetProperty("public_url").GetString(), system.GetProperty("rest_root").GetString())
            .ShouldBe((engine, TestServer.PublicUrl, "/wp-json/headlesskey/v1"));
        system.GetProperty("backup").GetString().ShouldBe(engine == EveryEngineAttribute.Sqlite ? "database" : "key");
        var doctor = (await admin.GetAsync("/system/doctor")).Expect(200).Json;
        var items = doctor.GetProperty("items").EnumerateArray().ToDictionary(item => item.GetProperty("check").GetString()!, item => item.GetProperty("status").GetString());
        items["database"].ShouldBe("ok");
        items["clock"].ShouldBe("wrong"); // the test's clock stands in 2030
        doctor.GetProperty("ok").GetBoolean().ShouldBeFalse();
    }
}
