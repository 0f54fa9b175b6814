using HeadlessKey.Hooks;
using HeadlessKey.Testing;

namespace HeadlessKey.FunctionalTests.Hooks;

public sealed class PasswordChoosingTests
{
    [Theory, EveryEngine, Promise("P3"), Promise("W1")]
    public async Task A_hook_may_have_a_reason_more_against_a_password(string engine)
    {
        var hook = new SwitchHook<PasswordChoosing>();
        await using var server = await hook.StartAsync(engine);
        var login = (await server.Client.LoginAsync()).Expect(200);
        var mail = await server.AskForLinkAsync();

        hook.Do(point => point.Refuse(point.Login is null ? "said_to_everybody" : "used_before"));
        Reasons(await server.Client.RegisterAsync()).ShouldBe(["used_before"]);
        Reasons(await server.Client.ChangePasswordAsync(login.AccessToken)).ShouldBe(["used_before"]);
        Reasons(await server.Client.ResetByLinkAsync(mail.Token)).ShouldBe(["said_to_everybody"]);

        // The rules decide first, and a hook cannot overrule them.
        var calls = hook.Calls;
        Reasons(await server.Client.RegisterAsync(password: "short")).ShouldBe(["too_short"]);
        hook.Calls.ShouldBe(calls);

        hook.Do(point => throw new InvalidOperationException($"I know {point.Password}"));
        Reasons(await server.Client.RegisterAsync()).ShouldBe(["hook_failed"]);
        hook.Hang();
        Reasons(await server.Client.RegisterAsync()).ShouldBe(["hook_failed"]);
        server.Log.Lines.ShouldNotContain(line => line.Contains(RegistrationRequests.NewPassword, StringComparison.Ordinal));

        hook.Do(static _ => { });
        (await server.Client.ResetByLinkAsync(mail.Token)).Expect(200);
        (await server.Client.RegisterAsync()).Expect(201);
    }

    private static IEnumerable<string?> Reasons(Answer answer) =>
        answer.ExpectError(400, "rest_user_invalid_password").Json.GetProperty("data").GetProperty("reasons").EnumerateArray().Select(reason => reason.GetString());
}
