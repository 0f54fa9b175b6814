using HeadlessKey.Hooks;
using HeadlessKey.Testing;

namespace HeadlessKey.FunctionalTests.Hooks;

public sealed class RegisteringTests
{
    [Theory, EveryEngine, Promise("W1")]
    public async Task A_hook_may_refuse_a_registration_or_choose_the_display_name(string engine)
    {
        var hook = new SwitchHook<Registering>();
        await using var server = await hook.StartAsync(engine);

        hook.Do(point => point.Refuse("not_on_the_list", "Ask your team."));
        (await server.Client.RegisterAsync()).ExpectError(403, "not_on_the_list");
        hook.Throw();
        (await server.Client.RegisterAsync()).ExpectError(503, "headlesskey_hook_failed");
        hook.Hang();
        (await server.Client.RegisterAsync()).ExpectError(503, "headlesskey_hook_failed");
        (await server.QueryAsync("select login from users", "login")).ShouldBe([TestUser.Login]);
        (await server.QueryAsync("select id, detail from security_events where type = 'registration.refused' order by id", "detail"))
            .ShouldBe(["refused_by_hook", "hook_failed", "hook_failed"]);

        hook.Do(point => point.DisplayName = $"{point.Login} of Navy");
        (await server.Client.RegisterAsync()).Expect(201).Json.GetProperty("user").GetProperty("display_name").GetString().ShouldBe("grace of Navy");
    }

    [Theory, EveryEngine, Promise("G4")]
    public async Task In_private_mode_the_answer_does_not_tell_what_a_hook_said(string engine)
    {
        var hook = new SwitchHook<Registering>();
        await using var server = await hook.StartAsync(
            engine, ("HeadlessKey:Registration:Private", "true"), ("HeadlessKey:Registration:EmailVerification", "required"));
        var allowed = (await server.Client.RegisterAsync("allowed")).Expect(201);

        hook.Do(point => point.Refuse("we_know_them"));
        var refused = (await server.Client.RegisterAsync("refused")).Expect(201);
        hook.Throw();
        var failed = (await server.Client.RegisterAsync("failed")).Expect(201);
        await server.DecidedAsync();

        refused.Body.ShouldBe(allowed.Body);
        failed.Body.ShouldBe(allowed.Body);
        (await server.CountMailAsync("verify-email", "allowed@example.test")).ShouldBe(1);
        (await server.CountMailAsync("verify-email", "refused@example.test")).ShouldBe(0);
        (await server.CountMailAsync("verify-email", "failed@example.test")).ShouldBe(0);
        (await server.QueryAsync("select id, detail from security_events where type = 'registration.requested' order by id", "detail"))
            .ShouldBe(["mail_sent", "refused_by_hook", "hook_failed"], ignoreOrder: true);
    }
}
