using System.Net.Http.Json;
using System.Text.Json;
using HeadlessKey.FunctionalTests.Attacks;

namespace HeadlessKey.FunctionalTests.Settings;

/// <summary>What a change of each setting does to the running server, section by section.</summary>
public sealed class SettingEffectTests
{
    [Theory, EveryEngine]
    public async Task Tokens(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var admin = await AdminClient.SignInAsync(server);
        var login = (await server.Client.LoginAsync()).Expect(200);

        (await admin.ChangeAsync("Tokens:AllowAccessTokenRefresh", false)).Expect(200);
        (await server.Client.RefreshByAccessTokenAsync(login.AccessToken)).Status.ShouldBeOneOf(400, 401);
        (await admin.ChangeAsync("Tokens:AllowAccessTokenRefresh", true)).Expect(200);
        (await server.Client.RefreshByAccessTokenAsync(login.AccessToken)).Expect(200);

        // A token of a minute, and a minute in which it may still be exchanged.
        (await admin.ChangeAsync("Tokens:Lifetime", 60)).Expect(200);
        (await admin.ChangeAsync("Tokens:RefreshWindow", 60)).Expect(200);
        var brief = (await server.Client.LoginAsync()).Expect(200);
        server.Clock.Advance(TimeSpan.FromSeconds(61));
        (await server.Client.ValidateAsync(brief.AccessToken)).ExpectError(401, "headlesskey_expired_token");
        (await server.Client.RefreshByAccessTokenAsync(brief.AccessToken)).Expect(200);

        // A clock that may be off.
        (await admin.ChangeAsync("Tokens:ClockSkew", 30)).Expect(200);
        var late = (await server.Client.LoginAsync()).Expect(200);
        server.Clock.Advance(TimeSpan.FromSeconds(80));
        (await server.Client.ValidateAsync(late.AccessToken)).Expect(200);
        (await admin.ChangeAsync("Tokens:ClockSkew", 0)).Expect(200);
        (await server.Client.ValidateAsync(late.AccessToken)).ExpectError(401, "headlesskey_expired_token"); // remembered or not
    }

    [Theory, EveryEngine]
    public async Task Sessions(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var admin = await AdminClient.SignInAsync(server);

        (await admin.ChangeAsync("Sessions:InactivityLimit", 600)).Expect(200);
        (await server.Client.LoginAsync()).Json.GetProperty("refresh_expires_in").GetInt32().ShouldBe(600);
        (await admin.ChangeAsync("Sessions:AbsoluteLimit", 300)).Expect(200);
        (await server.Client.LoginAsync()).Json.GetProperty("refresh_expires_in").GetInt32().ShouldBe(300);
        (await admin.ChangeAsync("Sessions:AbsoluteLimit", null)).Expect(200);
        (await admin.ChangeAsync("Sessions:UnrememberedLimit", 360)).Expect(200);
        (await server.Client.PostAsync("/token", new { username = TestUser.Login, password = TestUser.Password, remember = false }))
            .Json.GetProperty("refresh_expires_in").GetInt32().ShouldBe(360);

        // Without a grace window, a second use is a theft.
        var login = (await server.Client.LoginAsync()).Expect(200);
        (await admin.ChangeAsync("Sessions:GraceWindow", 0)).Expect(200);
        (await server.Client.RefreshAsync(login.RefreshToken)).Expect(200);
        server.Clock.Advance(TimeSpan.FromSeconds(1));
        (await server.Client.RefreshAsync(login.RefreshToken)).ExpectError(401, "headlesskey_reused_refresh_token");

        // A limit on devices, for all and for a role.
        (await admin.DeleteAsync("/sessions")).Expect(200);
        (await admin.PatchAsync("/settings", new { changes = new Dictionary<string, object> { ["Sessions:Limit"] = 1, ["Sessions:WhenFull"] = "reject" } })).Expect(200);
        (await server.Client.LoginAsync()).Expect(200);
        (await server.Client.LoginAsync()).ExpectError(403, "headlesskey_device_limit");
        (await admin.ChangeAsync("Sessions:RoleLimits:subscriber", 2)).Expect(200);
        (await server.Client.LoginAsync()).Expect(200);
        (await server.Client.LoginAsync()).ExpectError(403, "headlesskey_device_limit").Json.GetProperty("data").GetProperty("limit").GetInt32().ShouldBe(2);
        (await admin.ChangeAsync("Sessions:WhenFull", "evict_oldest")).Expect(200);
        (await server.Client.LoginAsync()).Expect(200);
    }

    [Theory, EveryEngine]
    public async Task Registration(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var admin = await AdminClient.SignInAsync(server);

        (await admin.ChangeAsync("Registration:Mode", "closed")).Expect(200);
        (await server.Client.RegisterAsync()).ExpectError(403, "headlesskey_registration_disabled");
        (await admin.ChangeAsync("Registration:Mode", "invitation")).Expect(200);
        (await server.Client.RegisterAsync()).ExpectError(403, "headlesskey_registration_disabled");
        (await admin.ChangeAsync("Registration:Mode", "open")).Expect(200);
        (await admin.ChangeAsync("Registration:AllowedDomains", new[] { "example.org" })).Expect(200);
        (await server.Client.RegisterAsync()).ExpectError(400, "rest_invalid_param");
        (await admin.ChangeAsync("Registration:AllowedDomains", Array.Empty<string>())).Expect(200);
        (await admin.ChangeAsync("Registration:RefusedDomains", new[] { "*.test" })).Expect(200);
        (await server.Client.RegisterAsync()).ExpectError(400, "rest_invalid_param");
        (await admin.ChangeAsync("Registration:RefusedDomains", null)).Expect(200);
        (await admin.ChangeAsync("Registration:DefaultRole", "contributor")).Expect(200);
        (await server.Client.RegisterAsync()).Expect(201).Json.GetProperty("user").GetProperty("roles")[0].GetString().ShouldBe("contributor");
        (await admin.ChangeAsync("Registration:EmailVerification", "required")).Expect(200);
        (await server.Client.RegisterAsync("linus", "linus@example.test")).Expect(201).Json.GetProperty("token_response").ValueKind.ShouldBe(JsonValueKind.Null);
        (await admin.ChangeAsync("Registration:Private", true)).Expect(200);
        var taken = (await server.Client.RegisterAsync("linus", "linus@example.test")).Body;
        (await server.Client.RegisterAsync("margaret", "margaret@example.test")).Body.ShouldBe(taken);
    }

    [Theory, EveryEngine]
    public async Task Passwords_and_the_sites_name(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var admin = await AdminClient.SignInAsync(server);

        (await admin.ChangeAsync("Passwords:MinimumLength", 20)).Expect(200);
        (await server.Client.RegisterAsync("short", "short@example.test", password: "nineteen letters ab")).ExpectError(400, "rest_user_invalid_password");
        (await admin.ChangeAsync("Passwords:MinimumLength", null)).Expect(200);
        (await admin.ChangeAsync("SiteName", "Wunderbar")).Expect(200);
        (await server.Client.RegisterAsync("named", "named@example.test", password: "my wunderbar secret 9")).ExpectError(400, "rest_user_invalid_password")
            .Json.GetProperty("data").GetProperty("reasons").EnumerateArray().Select(reason => reason.GetString()).ShouldContain("contains_site_name");
        (await admin.ChangeAsync("SiteName", null)).Expect(200);
        (await server.Client.RegisterAsync("named", "named@example.test", password: "my wunderbar secret 9")).Expect(201);
    }

    [Theory, EveryEngine]
    public async Task Lockout(string engine)
    {
        (string, string?)[] free =
            [("HeadlessKey:Lockout:Threshold", null), ("HeadlessKey:Lockout:NetworkThreshold", null), ("HeadlessKey:Lockout:LoginThreshold", null)];
        await using var server = await TestServer.StartAsync(engine, free);
        var admin = await AdminClient.SignInAsync(server);

        (await admin.ChangeAsync("Lockout:Threshold", 2)).Expect(200);
        (await admin.PatchAsync("/settings", new { changes = new Dictionary<string, object> { ["Lockout:FirstLock"] = 120, ["Lockout:Window"] = 60 } })).Expect(200);
        (await server.Client.LoginAsync(password: "wrong")).Expect(401);
        (await server.Client.LoginAsync(password: "wrong")).Expect(401);
        (await server.Client.LoginAsync()).ExpectError(429, "headlesskey_too_many_attempts").Json.GetProperty("data").GetProperty("retry_after").GetInt32().ShouldBe(120);
        server.Clock.Advance(TimeSpan.FromSeconds(120));
        (await server.Client.LoginAsync()).Expect(200);
    }

    [Theory, EveryEngine]
    public async Task Proxies_and_which_header_they_write(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var admin = await AdminClient.SignInAsync(server);
        async Task<string> SeenAsync(string header, string value)
        {
            await server.Client.SendAsync(
                HttpMethod.Post, Intruder.Root + "/token", JsonContent.Create(new { username = TestUser.Login, password = "wrong" }), null, (header, value));
            return (await server.QueryAsync("select * from security_events where type = 'login.failed' order by id desc limit 1", "address")).Single();
        }

        (await SeenAsync("X-Forwarded-For", "203.0.113.9")).ShouldBe("127.0.0.1");
        (await admin.ChangeAsync("Proxies:Trusted", new[] { "127.0.0.1" })).Expect(200);
        (await SeenAsync("X-Forwarded-For", "203.0.113.9")).ShouldBe("203.0.113.9");
        (await admin.ChangeAsync("Proxies:Header", "forwarded")).Expect(200);
        (await SeenAsync("X-Forwarded-For", "203.0.113.10")).ShouldBe("127.0.0.1");
        (await SeenAsync("Forwarded", "for=203.0.113.11")).ShouldBe("203.0.113.11");
        (await admin.ChangeAsync("Proxies:Trusted", null)).Expect(200);
        (await SeenAsync("Forwarded", "for=203.0.113.12")).ShouldBe("127.0.0.1");
    }

    [Theory, EveryEngine]
    public async Task Cors_and_the_cookie(string engine)
    {
        const string app = "https://app.example.test";
        await using var server = await TestServer.StartAsync(engine);
        var admin = await AdminClient.SignInAsync(server);
        Task<Answer> LoginFromAsync(string origin) => server.Client.SendAsync(
            HttpMethod.Post, Intruder.Root + "/token", JsonContent.Create(new { username = TestUser.Login, password = TestUser.Password }), null, ("Origin", origin));

        (await LoginFromAsync(app)).Headers.Contains("Set-Cookie").ShouldBeFalse();
        (await admin.PatchAsync("/settings", new { changes = new Dictionary<string, object> { ["RefreshCookie:Enabled"] = true, ["Cors:AllowedOrigins"] = new[] { app } } })).Expect(200);
        (await LoginFromAsync(app)).Headers.GetValues("Set-Cookie").Single().ShouldContain("samesite=strict");
        (await LoginFromAsync("https://evil.example")).Headers.Contains("Set-Cookie").ShouldBeFalse();
        (await admin.ChangeAsync("RefreshCookie:SameSite", "lax")).Expect(200);
        (await LoginFromAsync(app)).Headers.GetValues("Set-Cookie").Single().ShouldContain("samesite=lax");
        (await admin.ChangeAsync("Cors:Enabled", false)).Expect(200);
        (await LoginFromAsync(app)).Headers.Contains("Access-Control-Allow-Origin").ShouldBeFalse();
    }

    [Theory, EveryEngine]
    public async Task Links_and_the_sender_of_mails(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var admin = await AdminClient.SignInAsync(server);

        (await admin.PatchAsync("/settings", new
        {
            changes = new Dictionary<string, object>
            {
                ["Links:ResetPassword"] = "https://app.example.test/reset", ["Email:From"] = "hello@example.test", ["Email:FromName"] = "Hello",
            },
        })).Expect(200);

        var about = (await admin.GetAsync("/email")).Json;
        (about.GetProperty("from").GetString(), about.GetProperty("from_name").GetString()).ShouldBe(("hello@example.test", "Hello"));
        (await admin.GetAsync("/email/preview/reset-link")).Json.GetProperty("text").GetString()!.ShouldContain("https://app.example.test/reset#token=");
        (await admin.ChangeAsync("Links:ResetPassword", "javascript:alert(1)")).ExpectError(400, "rest_invalid_param");
        (await admin.ChangeAsync("Email:From", "not an address")).ExpectError(400, "rest_invalid_param");
    }

    [Theory, EveryEngine]
    public async Task The_schedule_of_keys(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var admin = await AdminClient.SignInAsync(server);

        (await admin.ChangeAsync("Keys:AnnounceFor", 60)).Expect(200);
        (await admin.PostAsync("/keys/rotate", new { algorithm = "ES256" })).Expect(201).Json.GetProperty("signs_from").GetString().ShouldBe("2030-01-01T12:01:00+00:00");
        (await admin.GetAsync("/keys")).Json.GetProperty("announce_for").GetInt32().ShouldBe(60);
        (await admin.ChangeAsync("Keys:RotateEvery", 3600)).ExpectError(400, "rest_invalid_param");
        (await admin.ChangeAsync("Keys:RotateEvery", 86400)).Expect(200);
        (await admin.ChangeAsync("Keys:Algorithm", "none")).ExpectError(400, "rest_invalid_param");
    }
}
