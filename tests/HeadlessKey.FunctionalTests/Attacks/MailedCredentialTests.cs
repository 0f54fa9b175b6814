using HeadlessKey.Testing;

namespace HeadlessKey.FunctionalTests.Attacks;

/// <summary>What a mail of a registration carries opens the one door it was made for.</summary>
public sealed class MailedCredentialTests
{
    [Theory, EveryEngine, Promise("T7")]
    public async Task A_verification_link_and_an_invitation_are_nothing_else(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, ("HeadlessKey:Registration:EmailVerification", "required"));
        (await server.Client.RegisterAsync()).Expect(201);
        var link = (await server.NextMailAsync("verify-email", "grace@example.test")).Token;
        var invitation = await server.InviteAsync("linus@example.test");

        foreach (var token in (string[])[link, invitation])
        {
            await server.ShouldBeRefusedEverywhereAsync(token);
            (await server.Client.RefreshAsync(token)).ExpectError(401, "headlesskey_invalid_refresh_token");
            (await server.Client.LoginAsync("grace", token)).ExpectError(401, "incorrect_password");
        }

        (await server.Client.VerifyEmailAsync(invitation)).ExpectError(400, "invalid_key");
        (await server.Client.RegisterAsync("linus", invitation: link)).ExpectError(400, "invalid_key");
        (await server.Client.VerifyEmailAsync(link)).Expect(200);
        (await server.Client.RegisterAsync("linus", invitation: invitation)).Expect(201);
    }

    [Theory, EveryEngine, Promise("T7")]
    public async Task Nothing_else_proves_an_address_or_invites(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, ("HeadlessKey:Registration:Mode", "invitation"));
        var login = (await server.Client.LoginAsync()).Expect(200);
        await server.InviteAsync("grace@example.test");
        var pending = await server.AskForEmailAsync("lovelace@example.test");
        string[] others =
        [
            login.AccessToken, login.RefreshToken, login.SessionId, server.SetupSecret(), TestUser.Password,
            (await server.QueryAsync("select token_hash from invitations", "token_hash")).Single(),
            (await server.QueryAsync("select token_hash from email_verifications", "token_hash")).Single(),
        ];

        foreach (var other in others)
        {
            (await server.Client.VerifyEmailAsync(other)).Code.ShouldBeOneOf("invalid_key", "rest_invalid_param");
            (await server.Client.RegisterAsync(invitation: other)).Code.ShouldBeOneOf("invalid_key", "rest_invalid_param");
        }

        (await server.Client.VerifyEmailAsync(pending)).Expect(200);
    }
}
