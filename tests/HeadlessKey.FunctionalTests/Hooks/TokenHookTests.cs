using System.Text.Json;
using System.Text.Json.Nodes;
using HeadlessKey.Hooks;
using HeadlessKey.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace HeadlessKey.FunctionalTests.Hooks;

/// <summary>What hooks add to tokens and to the answers that bring them.</summary>
public sealed class TokenHookTests
{
    [Theory, EveryEngine]
    public async Task Claims_and_members_are_added_at_every_occasion_and_to_a_replay_alike(string engine)
    {
        var responding = new SwitchHook<TokenResponding>();
        var issuing = new SwitchHook<TokenIssuing>();
        await using var server = await TestServer.StartAsync(engine, services => services
            .AddSingleton<IHook<TokenIssuing>>(issuing).AddSingleton<IHook<TokenResponding>>(responding));
        issuing.Do(point =>
        {
            point.SetClaim("tenant", "blue");
            point.SetClaim("groups", new JsonArray("a", "b"));
            point.SetClaim("why", point.Occasion);
        });
        responding.Do(point => point.SetMember("plan", new JsonObject { ["name"] = point.User.Login, ["why"] = point.Occasion }));

        var login = (await server.Client.LoginAsync()).Expect(200);
        ShouldHave(login.Json, "login");
        ShouldHave((await server.Client.PostAsync("/login", new { username = TestUser.Login, password = TestUser.Password })).Expect(200).Json, "login");
        ShouldHave((await server.Client.RegisterAsync()).Expect(201).Json.GetProperty("token_response"), "registration", "grace");
        var refreshed = (await server.Client.RefreshAsync(login.RefreshToken)).Expect(200);
        var again = (await server.Client.RefreshAsync(login.RefreshToken)).Expect(200);

        ShouldHave(refreshed.Json, "refresh");
        again.RefreshToken.ShouldBe(refreshed.RefreshToken);
        Jwt.Claims(again.AccessToken).GetRawText().ShouldBe(Jwt.Claims(refreshed.AccessToken).GetRawText());
        (await server.Client.ValidateAsync(refreshed.AccessToken)).Expect(200).Json.GetProperty("data").GetProperty("tenant").GetString().ShouldBe("blue");
        (await server.Client.MeAsync(refreshed.AccessToken)).Expect(200);
    }

    [Theory, EveryEngine, Promise("W1")]
    public async Task A_hook_that_fails_gives_no_token_begins_nothing_and_uses_nothing_up(string engine)
    {
        var hook = new SwitchHook<TokenIssuing>();
        await using var server = await hook.StartAsync(engine);
        var login = (await server.Client.LoginAsync()).Expect(200);
        var before = await server.CountEventsAsync("login.succeeded");

        // Also what tries to make somebody else of the token.
        foreach (var name in (string[])["sub", "roles", "data", "exp", "sid", "gen", "iss", "Roles"])
        {
            hook.Do(point => point.SetClaim(name, "1"));
            (await server.Client.LoginAsync()).ExpectError(503, "headlesskey_hook_failed");
        }

        hook.Do(point => point.SetClaim("large", new string('x', 5000)));
        (await server.Client.LoginAsync()).ExpectError(503, "headlesskey_hook_failed");
        hook.Hang();
        (await server.Client.LoginAsync()).ExpectError(503, "headlesskey_hook_failed");
        (await server.Client.RefreshAsync(login.RefreshToken)).ExpectError(503, "headlesskey_hook_failed");
        hook.Do(point => point.Refuse("suspended"));
        (await server.Client.LoginAsync()).ExpectError(403, "suspended");
        (await server.Client.RefreshAsync(login.RefreshToken)).ExpectError(403, "suspended");
        (await server.Client.RefreshByAccessTokenAsync(login.AccessToken)).ExpectError(403, "suspended");

        (await server.QueryAsync("select id from sessions", "id")).Count.ShouldBe(1);
        (await server.CountEventsAsync("login.succeeded")).ShouldBe(before);
        (await server.CountEventsAsync("token.refresh_failed", login.SessionId)).ShouldBe(3);

        // An hour later, far outside of any grace window, the refresh token has not been used yet.
        server.Clock.Advance(TimeSpan.FromHours(1));
        hook.Do(static _ => { });
        (await server.Client.RefreshAsync(login.RefreshToken)).Expect(200);
    }

    [Theory, EveryEngine, Promise("S2")]
    public async Task A_late_second_use_ends_the_session_whatever_a_hook_says(string engine)
    {
        var hook = new SwitchHook<TokenIssuing>();
        await using var server = await hook.StartAsync(engine);
        var login = (await server.Client.LoginAsync()).Expect(200);
        var refreshed = (await server.Client.RefreshAsync(login.RefreshToken)).Expect(200);
        var calls = hook.Calls;
        server.Clock.Advance(TimeSpan.FromSeconds(30));

        hook.Throw();
        (await server.Client.RefreshAsync(login.RefreshToken)).ExpectError(401, "headlesskey_reused_refresh_token");
        (await server.Client.RefreshAsync(refreshed.RefreshToken)).ExpectError(401, "headlesskey_revoked_token");

        hook.Calls.ShouldBe(calls); // nor is a hook asked about what gets nothing anyway
    }

    [Theory, EveryEngine, Promise("S3")]
    public async Task Fifty_uses_of_one_refresh_token_at_once_give_one_successor_with_a_hook_in_between(string engine)
    {
        var hook = new SwitchHook<TokenIssuing>();
        await using var server = await hook.StartAsync(engine, ("HeadlessKey:Hooks:Timeout", "00:00:30"));
        var login = (await server.Client.LoginAsync()).Expect(200);
        hook.Does = async (point, cancellationToken) =>
        {
            await Task.Delay(20, cancellationToken);
            point.SetClaim("tenant", "blue");
        };

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => server.Client.RefreshAsync(login.RefreshToken)));

        answers.Select(answer => answer.Expect(200).RefreshToken).Distinct().ShouldHaveSingleItem();
        answers.Select(answer => Jwt.Claims(answer.AccessToken).GetRawText()).Distinct().ShouldHaveSingleItem();
        (await server.CountEventsAsync("token.refreshed", login.SessionId)).ShouldBe(1);
    }

    [Theory, EveryEngine, Promise("W1")]
    public async Task A_registration_whose_token_a_hook_refuses_leaves_an_account_and_no_session(string engine)
    {
        var hook = new SwitchHook<TokenResponding>();
        await using var server = await hook.StartAsync(engine);
        hook.Do(point => point.SetMember("refresh_token", "x"));

        (await server.Client.RegisterAsync()).ExpectError(503, "headlesskey_hook_failed");

        (await server.QueryAsync("select id from sessions where ended_at is null", "id")).ShouldBeEmpty();
        hook.Do(static _ => { });
        (await server.Client.LoginAsync("grace", RegistrationRequests.NewPassword)).Expect(200);
    }

    [Theory, EveryEngine]
    public async Task A_user_whose_roles_change_during_a_refresh_gets_the_claims_of_what_they_are_now(string engine)
    {
        var hook = new SwitchHook<TokenIssuing>();
        await using var server = await hook.StartAsync(engine, ("HeadlessKey:Hooks:Timeout", "00:00:30"));
        var login = (await server.Client.LoginAsync()).Expect(200);
        var first = true;
        hook.Does = async (point, _) =>
        {
            point.SetClaim("seen", point.User.Roles[0]);
            if (first)
            {
                first = false;
                await server.SetRolesAsync("editor");
            }
        };

        var refreshed = (await server.Client.RefreshAsync(login.RefreshToken)).Expect(200);

        Jwt.Claims(refreshed.AccessToken).GetProperty("seen").GetString().ShouldBe("editor");
        Jwt.Claims(refreshed.AccessToken).GetProperty("roles")[0].GetString().ShouldBe("editor");
    }

    private static void ShouldHave(JsonElement answer, string occasion, string login = TestUser.Login)
    {
        answer.GetProperty("plan").GetProperty("name").GetString().ShouldBe(login);
        answer.GetProperty("plan").GetProperty("why").GetString().ShouldBe(occasion);
        var claims = Jwt.Claims(answer.GetProperty("token").GetString()!);
        claims.GetProperty("tenant").GetString().ShouldBe("blue");
        claims.GetProperty("groups").GetArrayLength().ShouldBe(2);
        claims.GetProperty("why").GetString().ShouldBe(occasion);
        claims.GetProperty("data").GetProperty("user_login").GetString().ShouldBe(login);
    }
}
