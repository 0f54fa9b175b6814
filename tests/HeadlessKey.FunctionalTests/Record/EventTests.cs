using HeadlessKey.FunctionalTests.Attacks;
using HeadlessKey.Lockout;
using HeadlessKey.Testing;

namespace HeadlessKey.FunctionalTests.Record;

/// <summary>Every attempt, failure, lockout, token event and change by an operator is written down, once.</summary>
[Promise("R1")]
public sealed class EventTests
{
    [Theory, EveryEngine]
    public async Task An_event_says_when_who_whom_from_where_with_what_and_in_which_request(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var before = await server.LastIdAsync();
        var answer = await server.Client.SendAsync(
            HttpMethod.Post, $"{Intruder.Root}/token", System.Net.Http.Json.JsonContent.Create(new { username = TestUser.Login, password = TestUser.Password }),
            null, ("User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0"));
        answer.Expect(200);

        var row = (await server.QueryAsync(
            $"select * from security_events where id > {before}", "at", "type", "outcome", "actor_kind", "actor_id", "subject_id", "session_id", "address", "device", "request_id")).ShouldHaveSingleItem();

        var id = await server.UserIdAsync();
        row.ShouldBe(
            $"{server.Clock.GetUtcNow().ToUnixTimeMilliseconds()}|login.succeeded|success|user|{id}|{id}|{answer.SessionId}|127.0.0.1|Firefox · Linux|{answer.Headers.GetValues("X-Request-Id").Single()}");
    }

    [Theory, EveryEngine]
    public async Task The_name_that_a_user_gives_a_device_is_kept_with_the_sign_in(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        (await server.Client.PostAsync("/token", new { username = TestUser.Login, password = TestUser.Password, device = "Ada's phone" })).Expect(200);

        (await server.QueryAsync("select device from security_events where type = 'login.succeeded'", "device")).ShouldBe(["Ada's phone"]);
    }

    [Theory, EveryEngine]
    public async Task Each_of_these_writes_one_event(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, ("HeadlessKey:Sessions:Limit", "1"));
        var id = await server.LastIdAsync();

        async Task ExpectAsync(string what, params string[] events)
        {
            (await server.EventsAfterAsync(id)).ShouldBe(events, ignoreOrder: true, what);
            id = await server.LastIdAsync();
        }

        await server.Client.LoginAsync("nobody", "guess");
        await ExpectAsync("an unknown name", "login.failed|failure|incorrect_password|anonymous");
        var login = (await server.Client.LoginAsync()).Expect(200);
        await ExpectAsync("a sign-in", "login.succeeded|success||user");
        var second = (await server.Client.LoginAsync()).Expect(200);
        await ExpectAsync("a sign-in that another had to make room for", "login.succeeded|success||user", "sessions.ended|success|device_limit|anonymous");
        (await server.Client.RefreshAsync(login.RefreshToken)).Expect(401);
        await ExpectAsync("a refresh of a session that is over", "token.refresh_failed|failure|session_ended|anonymous");
        (await server.Client.RefreshAsync(second.RefreshToken)).Expect(200);
        await ExpectAsync("a refresh", "token.refreshed|success||user");
        (await server.Client.RegisterAsync("grace", password: "password")).Expect(400);
        await ExpectAsync("a registration with a bad password", "registration.refused|failure|password_refused|anonymous");
        (await server.Client.SendAsync(
            HttpMethod.Post, $"{Intruder.Root}/change-password",
            System.Net.Http.Json.JsonContent.Create(new { current_password = TestUser.Password, new_password = "password" }), second.AccessToken)).Expect(400);
        await ExpectAsync("a change to a bad password", "user.password_change_failed|failure|password_refused|anonymous".Replace("anonymous", "user", StringComparison.Ordinal));
        (await server.Client.PostAsync("/reset-password", new { login = TestUser.Login, token = "x", password = "password" })).Expect(400);
        await ExpectAsync("a reset to a bad password", "recovery.failed|failure|link|anonymous");
        var bans = server.Get<BanStore>();
        await bans.AddAsync(new Ban("203.0.113.0/24", "loud", null));
        await bans.RemoveAsync("203.0.113.0/24");
        (await bans.RemoveAsync("203.0.113.0/24")).ShouldBeFalse();
        await ExpectAsync("a ban", "network.banned|success|203.0.113.0/24 loud|server", "network.let_in|success|203.0.113.0/24|server");
        server.Clock.Advance(TimeSpan.FromDays(15));
        (await server.Client.RefreshAsync(second.RefreshToken)).Expect(401);
        await ExpectAsync("a refresh after the inactivity limit", "token.refresh_failed|failure|session_expired|anonymous");
    }

    [Theory, EveryEngine]
    public async Task A_refresh_that_is_refused_once_the_session_has_moved_on_is_written_down_too(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var login = (await server.Client.LoginAsync()).Expect(200);
        await server.ExecuteAsync($"update users set disabled_at = 1 where login = '{TestUser.Login}'"); // as if in the moment after the rotation
        var id = await server.LastIdAsync();

        (await server.Client.RefreshAsync(login.RefreshToken)).Expect(401);

        (await server.EventsAfterAsync(id)).ShouldBe(["token.refreshed|success||user", "token.refresh_failed|failure|account_disabled|anonymous"], ignoreOrder: true);
    }

    [Theory, EveryEngine]
    public async Task What_is_not_genuine_writes_nothing_so_that_nobody_can_fill_the_table_with_it(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var id = await server.LastIdAsync();

        await server.Client.ValidateAsync("nonsense");
        await server.Client.RefreshAsync("hkr_nonsense");
        await server.Client.RevokeAsync("nonsense");
        (await Setup.SetupTests.SetUpAsync(server, "nonsense")).Expect(400);

        (await server.EventsAfterAsync(id)).ShouldBeEmpty();
    }

    [Theory, EveryEngine]
    public async Task The_first_key_of_a_database_is_an_event(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);

        (await server.QueryAsync("select type, detail from security_events where id = 1", "type", "detail")).ShouldBe([$"key.announced|{server.SigningKey().Kid}"]);
    }

    [Theory, EveryEngine]
    public async Task A_masked_address_is_nowhere_kept_whole_with_events_and_sessions(string engine)
    {
        await using var server = await TestServer.StartAsync(
            engine, ("HeadlessKey:ActivityLog:Addresses", "masked"), ("HeadlessKey:Proxies:Trusted:0", "127.0.0.1"));
        foreach (var address in (string[])["203.0.113.77", "2001:db8:1:2:3:4:5:6", "::ffff:198.51.100.9"])
        {
            await server.Client.SendAsync(
                HttpMethod.Post, $"{Intruder.Root}/token", System.Net.Http.Json.JsonContent.Create(new { username = TestUser.Login, password = TestUser.Password }),
                null, ("X-Forwarded-For", address));
        }

        string[] masked = ["198.51.100.0", "2001:db8:1::", "203.0.113.0"];
        (await server.QueryAsync("select distinct address from security_events where address is not null", "address")).Order(StringComparer.Ordinal).ShouldBe(masked);
        (await server.QueryAsync("select distinct address from sessions", "address")).Order(StringComparer.Ordinal).ShouldBe(masked);
        await using var none = await server.StartAnotherNodeAsync(("HeadlessKey:ActivityLog:Addresses", "none"));
        var id = await server.LastIdAsync();
        await none.Client.LoginAsync();
        (await server.QueryAsync($"select coalesce(address, 'nothing') as a from security_events where id > {id}", "a")).ShouldBe(["nothing"]);
    }
}
