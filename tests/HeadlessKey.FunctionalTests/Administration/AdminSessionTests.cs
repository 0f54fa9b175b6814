using HeadlessKey.Testing;

namespace HeadlessKey.FunctionalTests.Administration;

/// <summary>How administrators get in, stay in, and get out.</summary>
public sealed class AdminSessionTests
{
    [Theory, EveryEngine]
    public async Task An_administrator_signs_in_sees_who_it_is_and_signs_out(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var admin = await AdminClient.SignInAsync(server);

        var session = (await admin.GetAsync("/session")).Expect(200).Json;
        session.GetProperty("user").GetProperty("login").GetString().ShouldBe(AdminClient.Login);
        session.GetProperty("idle_expires_at").GetString().ShouldBe("2030-01-01T12:30:00+00:00");
        session.GetProperty("expires_at").GetString().ShouldBe("2030-01-02T00:00:00+00:00");
        session.GetProperty("confirmed_until").GetString().ShouldBe("2030-01-01T12:05:00+00:00");

        var left = (await admin.DeleteAsync("/session")).Expect(200);
        left.Headers.GetValues("Set-Cookie").Single().ShouldStartWith($"{AdminClient.CookieName}=;");
        (await admin.GetAsync("/session")).ExpectError(401, "headlesskey_admin_signed_out");
        (await server.CountEventsAsync("admin.signed_in")).ShouldBe(1);
        (await server.CountEventsAsync("admin.signed_out")).ShouldBe(1);
    }

    [Theory, EveryEngine, Promise("S1")]
    public async Task The_cookie_is_out_of_reach_and_the_database_does_not_have_it(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var admin = await AdminClient.SignInAsync(server);

        var cookie = admin.SignedIn!.Headers.GetValues("Set-Cookie").Single();
        foreach (var attribute in new[] { "httponly", "secure", "samesite=strict", "path=/" })
        {
            cookie.ShouldContain($"; {attribute}");
        }

        cookie.ShouldNotContain("domain");
        (await server.QueryAsync("select * from admin_sessions", "secret_hash", "address", "user_agent")).Single().ShouldNotContain(admin.Secret);
    }

    [Theory, EveryEngine]
    public async Task Over_plain_http_the_cookie_does_without_the_prefix_and_every_name_of_the_machine_is_one(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, ("HeadlessKey:PublicUrl", "http://127.0.0.1:5080"));
        await server.AddUserAsync(AdminClient.Login, AdminClient.Email, AdminClient.Password, "administrator");
        var admin = new AdminClient(server);
        var body = new { username = AdminClient.Login, password = AdminClient.Password };

        foreach (var origin in new[] { "http://127.0.0.1:5080", "http://localhost:5080", "http://[::1]:5080" })
        {
            var cookie = (await admin.SendAsync(HttpMethod.Post, "/session", body, origin)).Expect(200).Headers.GetValues("Set-Cookie").Single();
            cookie.ShouldStartWith("headlesskey-admin=");
            cookie.ShouldNotContain("secure");
        }

        (await admin.SendAsync(HttpMethod.Post, "/session", body, "http://localhost:5081")).ExpectError(403, "headlesskey_admin_wrong_origin");
    }

    [Theory, EveryEngine, Promise("S5")]
    public async Task Without_a_request_it_ends_after_half_an_hour(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var admin = await AdminClient.SignInAsync(server);

        server.Clock.Advance(TimeSpan.FromMinutes(30) - TimeSpan.FromSeconds(1));
        (await admin.GetAsync("/session")).Expect(200);
        server.Clock.Advance(TimeSpan.FromMinutes(30));

        (await admin.GetAsync("/session")).ExpectError(401, "headlesskey_admin_signed_out");
    }

    [Theory, EveryEngine]
    public async Task A_page_that_refreshes_itself_keeps_nobody_signed_in(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var admin = await AdminClient.SignInAsync(server);

        server.Clock.Advance(TimeSpan.FromMinutes(29));
        (await admin.SendAsync(HttpMethod.Get, "/session", null, null, ("X-HeadlessKey-Poll", "1"))).Expect(200);
        server.Clock.Advance(TimeSpan.FromMinutes(1));

        (await admin.SendAsync(HttpMethod.Get, "/session", null, null, ("X-HeadlessKey-Poll", "1"))).Expect(401);
    }

    [Theory, EveryEngine, Promise("S5")]
    public async Task However_busy_it_ends_after_twelve_hours(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var admin = await AdminClient.SignInAsync(server);

        for (var i = 0; i < 36; i++)
        {
            (await admin.GetAsync("/session")).Expect(200);
            server.Clock.Advance(TimeSpan.FromMinutes(20) - (i == 35 ? TimeSpan.FromSeconds(1) : TimeSpan.Zero));
        }

        (await admin.GetAsync("/session")).Expect(200);
        server.Clock.Advance(TimeSpan.FromSeconds(1));
        (await admin.GetAsync("/session")).Expect(401);
    }

    [Theory, EveryEngine]
    public async Task A_confirmation_takes_the_password_and_guesses_count(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, TestServer.Guarded);
        var admin = await AdminClient.SignInAsync(server);
        server.Clock.Advance(TimeSpan.FromMinutes(10));

        (await admin.ConfirmAsync("wrong")).ExpectError(401, "incorrect_password");
        var confirmed = (await admin.ConfirmAsync()).Expect(200).Json;
        confirmed.GetProperty("confirmed_until").GetString().ShouldBe("2030-01-01T12:15:00+00:00");

        for (var i = 0; i < 5; i++)
        {
            await admin.ConfirmAsync("wrong");
        }

        (await admin.ConfirmAsync()).ExpectError(429, "headlesskey_too_many_attempts");
        (await server.CountEventsAsync("admin.confirm_failed")).ShouldBeGreaterThan(5);
    }
}
