using HeadlessKey.Hooks;
using HeadlessKey.Testing;

namespace HeadlessKey.FunctionalTests.Hooks;

public sealed class AuthenticatingTests
{
    [Theory, EveryEngine, Promise("W1")]
    public async Task A_hook_may_refuse_a_sign_in_after_the_right_password_only(string engine)
    {
        var hook = new SwitchHook<Authenticating>();
        await using var server = await hook.StartAsync(engine);
        await server.AddUserAsync("disabled", "disabled@example.test", TestUser.Password, "subscriber");
        await server.DisableAsync("disabled");

        // Who does not know the password never gets so far, and learns nothing.
        hook.Do(point => point.Refuse("closed_at_night", "Come back in the <b>morning</b>."));
        (await server.Client.LoginAsync(password: "wrong")).ExpectError(401, "incorrect_password");
        (await server.Client.LoginAsync("nobody")).ExpectError(401, "incorrect_password");
        hook.Calls.ShouldBe(0);

        var refused = (await server.Client.LoginAsync()).ExpectError(403, "closed_at_night");
        refused.Json.GetProperty("message").GetString().ShouldBe("Come back in the <b>morning</b>.");
        refused.Json.GetProperty("data").EnumerateObject().Count().ShouldBe(1);
        (await server.Client.LoginAsync("disabled")).ExpectError(403, "closed_at_night"); // before the account is looked at
        hook.Do(point => point.Refuse());
        (await server.Client.LoginAsync()).ExpectError(403, "headlesskey_refused_by_hook");

        hook.Throw();
        (await server.Client.LoginAsync()).ExpectError(503, "headlesskey_hook_failed").Headers.RetryAfter.ShouldNotBeNull();
        hook.Hang();
        (await server.Client.LoginAsync()).ExpectError(503, "headlesskey_hook_failed");
        hook.Do(point => point.Refuse("Not a code!"));
        (await server.Client.LoginAsync()).ExpectError(503, "headlesskey_hook_failed");

        // None of them left a session behind, and each is on record.
        (await server.QueryAsync("select id from sessions", "id")).ShouldBeEmpty();
        var reasons = await server.QueryAsync("select id, detail from security_events where type = 'login.failed' order by id", "detail");
        reasons.Count(reason => reason == "refused_by_hook").ShouldBe(3);
        reasons.Count(reason => reason == "hook_failed").ShouldBe(3);

        hook.Do(point => (point.User.Login, point.User.Roles.Single(), point.Client.Address).ShouldBe((TestUser.Login, "subscriber", "127.0.0.1")));
        (await server.Client.LoginAsync()).Expect(200);
        hook.Do(static _ => { });
        (await server.Client.LoginAsync("disabled")).ExpectError(403, "headlesskey_account_disabled");
    }

    [Theory, EveryEngine, Promise("G3")]
    public async Task The_right_password_costs_no_attempt_whatever_a_hook_says(string engine)
    {
        var hook = new SwitchHook<Authenticating>();
        await using var server = await hook.StartAsync(engine, TestServer.Guarded);
        hook.Throw();

        for (var i = 0; i < 10; i++)
        {
            (await server.Client.LoginAsync()).ExpectError(503, "headlesskey_hook_failed");
        }

        hook.Do(static _ => { });
        (await server.Client.LoginAsync()).Expect(200);
    }
}
