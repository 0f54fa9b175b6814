using HeadlessKey.Testing;

namespace HeadlessKey.FunctionalTests.Attacks;

/// <summary>A registration that breaks in the middle leaves nothing behind, and a link that could not be used keeps its use.</summary>
public sealed class RegistrationFailureTests
{
    private static readonly (string, string?) Optional = ("HeadlessKey:Registration:EmailVerification", "optional");

    [Theory, EveryEngine, Promise("W1")]
    public async Task Whatever_table_fails_no_half_account_is_left(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, Optional);
        var before = await StateAsync(server);

        foreach (var table in (string[])["user_roles", "email_verifications", "verification_limits", "emails", "sessions", "security_events"])
        {
            await server.ExecuteAsync($"alter table {table} rename to gone");
            (await server.Client.RegisterAsync()).ExpectError(500, "internal_server_error");
            await server.ExecuteAsync($"alter table gone rename to {table}");

            (await StateAsync(server)).ShouldBe(before, table);
        }

        (await server.Client.RegisterAsync()).Expect(201);
    }

    [Theory, EveryEngine, Promise("W1")]
    public async Task A_link_or_an_invitation_that_could_not_be_used_keeps_its_use(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, Optional);
        (await server.Client.RegisterAsync()).Expect(201);
        var link = (await server.NextMailAsync("verify-email", "grace@example.test")).Token;
        var invitation = await server.InviteAsync("linus@example.test");

        await server.ExecuteAsync("alter table security_events rename to gone");
        (await server.Client.VerifyEmailAsync(link)).ExpectError(500, "internal_server_error");
        (await server.Client.RegisterAsync("linus", invitation: invitation)).ExpectError(500, "internal_server_error");
        await server.ExecuteAsync("alter table gone rename to security_events");

        (await server.Client.VerifyEmailAsync(link)).Expect(200);
        (await server.Client.RegisterAsync("linus", invitation: invitation)).Expect(201);
    }

    [Theory, EveryEngine, Promise("W1")]
    public async Task Without_the_invitations_nobody_gets_in_who_needs_one(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, ("HeadlessKey:Registration:Mode", "invitation"));
        await server.ExecuteAsync("alter table invitations rename to gone");

        (await server.Client.RegisterAsync(invitation: "a guess")).ExpectError(500, "internal_server_error");
        (await server.Client.RegisterAsync()).ExpectError(403, "headlesskey_registration_disabled");

        (await server.QueryAsync("select login from users", "login")).ShouldBe([TestUser.Login]);
    }

    [Theory, EveryEngine, Promise("W3")]
    public async Task No_password_link_or_address_is_logged_whatever_goes_wrong(string engine)
    {
        await using var server = await TestServer.StartAsync(
            engine, Optional, ("Logging:LogLevel:Default", "Trace"), ("Logging:LogLevel:Microsoft.AspNetCore", "Trace"));
        (await server.Client.RegisterAsync("canary", "canary@example.test", "quiet-Harbour-7f3a1c")).Expect(201);
        var link = (await server.NextMailAsync("verify-email", "canary@example.test")).Token;
        var invitation = await server.InviteAsync("canary-two@example.test");
        await server.ExecuteAsync("alter table security_events rename to gone");

        (await server.Client.VerifyEmailAsync(link)).Expect(500);
        (await server.Client.VerifyEmailAsync(link + "x")).Expect(500);
        (await server.Client.RegisterAsync("canary-two", invitation: invitation, password: "quiet-Harbour-7f3a1c")).Expect(500);
        (await server.Client.RegisterAsync("canary-three", password: "quiet-Harbour-7f3a1c")).Expect(500);
        await server.Client.ResendVerificationAsync("canary");

        server.Log.Lines.ShouldContain(line => line.StartsWith("Error", StringComparison.Ordinal));
        foreach (var secret in (string[])["quiet-Harbour-7f3a1c", link, invitation, "canary@example.test", "canary-two@example.test"])
        {
            server.Log.Lines.Where(line => line.Contains(secret, StringComparison.OrdinalIgnoreCase)).ShouldBeEmpty();
        }
    }

    private static Task<List<string>> StateAsync(TestServer server) => server.QueryAsync(
        """
        select login as what from users union all select role from user_roles union all select token_hash from email_verifications
        union all select subject from verification_limits union all select id from emails union all select id from sessions
        union all select type from security_events
        """,
        "what");
}
