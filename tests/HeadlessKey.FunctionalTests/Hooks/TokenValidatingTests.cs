using HeadlessKey.Hooks;
using HeadlessKey.Testing;

namespace HeadlessKey.FunctionalTests.Hooks;

public sealed class TokenValidatingTests
{
    [Theory, EveryEngine, Promise("W1")]
    public async Task A_hook_may_refuse_a_good_token_wherever_one_is_needed(string engine)
    {
        var hook = new SwitchHook<TokenValidating>();
        await using var server = await hook.StartAsync(engine, ("HeadlessKey:Access:Rules:jwks", "authenticated"));
        var login = (await server.Client.LoginAsync()).Expect(200);

        hook.Do(point => point.Claims.GetProperty("jti").GetString().ShouldNotBeNull());
        (await server.Client.ValidateAsync(login.AccessToken)).Expect(200);
        (await server.Client.MeAsync(login.AccessToken)).Expect(200);

        hook.Do(point => point.Refuse("wrong_building"));
        (await server.Client.ValidateAsync(login.AccessToken)).ExpectError(403, "wrong_building").Json.GetProperty("valid").GetBoolean().ShouldBeFalse();
        (await server.Client.MeAsync(login.AccessToken)).ExpectError(403, "wrong_building");
        (await server.Client.GetAsync("/wp-json/headlesskey/v1/jwks", login.AccessToken)).ExpectError(403, "wrong_building");

        hook.Throw();
        (await server.Client.ValidateAsync(login.AccessToken)).ExpectError(503, "headlesskey_hook_failed").Json.GetProperty("valid").GetBoolean().ShouldBeFalse();
        (await server.Client.MeAsync(login.AccessToken)).ExpectError(503, "headlesskey_hook_failed");
        hook.Hang();
        (await server.Client.MeAsync(login.AccessToken)).ExpectError(503, "headlesskey_hook_failed");

        // It is not asked about what is no good anyway, and cannot make it good.
        var calls = hook.Calls;
        hook.Do(static _ => { });
        (await server.Client.ValidateAsync(Jwt.Forge(login.AccessToken))).ExpectError(401, "headlesskey_invalid_token");
        (await server.Client.RevokeAsync(login.AccessToken)).Expect(200);
        (await server.Client.ValidateAsync(login.AccessToken)).ExpectError(401, "headlesskey_revoked_token");
        hook.Calls.ShouldBe(calls);
    }
}
