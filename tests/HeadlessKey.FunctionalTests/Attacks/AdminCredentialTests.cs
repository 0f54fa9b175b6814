using HeadlessKey.Testing;

namespace HeadlessKey.FunctionalTests.Attacks;

/// <summary>An admin session opens the admin API and nothing else; nothing else opens the admin API.</summary>
public sealed class AdminCredentialTests
{
    [Theory, EveryEngine, Promise("T7")]
    public async Task An_admin_session_is_nothing_anywhere_else(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var admin = await AdminClient.SignInAsync(server);

        foreach (var (place, present) in CredentialMatrixTests.Places(server))
        {
            var answer = await present(admin.Secret);
            answer.Status.ShouldBeOneOf([400, 401], $"admin session as {place}: {answer.Body}");
        }

        foreach (var route in new[] { "/me", "/sessions" })
        {
            (await server.Client.SendAsync(HttpMethod.Get, Intruder.Root + route, null, null, ("Cookie", admin.Cookie!))).ExpectError(401, "headlesskey_no_auth_header");
        }

        (await admin.GetAsync("/session")).Expect(200);
    }

    [Theory, EveryEngine, Promise("T7"), Promise("P6")]
    public async Task Nothing_else_is_an_admin_session(string engine)
    {
        var masterKey = Intruder.NewMasterKey();
        await using var server = await TestServer.StartAsync(engine, ("HeadlessKey:Storage:MasterKey", masterKey), ("HeadlessKey:RefreshCookie:Enabled", "true"));
        var setup = server.SetupSecret();
        var admin = await AdminClient.SignInAsync(server);
        var login = (await server.Client.LoginAsync(AdminClient.Login, AdminClient.Password)).Expect(200);
        Dictionary<string, string> others = new()
        {
            ["access token"] = login.AccessToken,
            ["refresh token"] = login.RefreshToken,
            ["session id"] = login.SessionId,
            ["setup secret"] = setup,
            ["reset link"] = (await server.AskForLinkAsync()).Token,
            ["reset code"] = await server.AskForCodeAsync(),
            ["invitation"] = await server.InviteAsync("guest@example.test"),
            ["stored admin session hash"] = (await server.QueryAsync("select * from admin_sessions", "secret_hash"))[0],
            ["stored password hash"] = (await server.QueryAsync($"select * from users where login = '{AdminClient.Login}'", "password_hash"))[0],
            ["session salt"] = (await server.QueryAsync("select * from sessions", "salt"))[0],
            ["secret of a site"] = (await admin.PostAsync("/sites", new { key = "west", url = "https://west.example.test", algorithm = "ES256" })).Expect(201).Json.GetProperty("secret").GetString()!,
            ["kid"] = server.SigningKey().Kid,
            ["master key"] = masterKey,
            ["user id"] = "2",
        };

        foreach (var (kind, credential) in others)
        {
            var thief = new AdminClient(server) { Cookie = $"{AdminClient.CookieName}={credential}" };
            (await thief.GetAsync("/session")).ExpectError(401, "headlesskey_admin_signed_out");
            (await thief.SendAsync(HttpMethod.Get, "/session", null, null, ("Authorization", $"Bearer {credential}"))).Expect(401);
            thief.Cookie = null;
            (await thief.SignInAsync(AdminClient.Login, credential)).Status.ShouldBeOneOf([400, 401], kind);
            (await admin.ConfirmAsync(credential)).Status.ShouldBeOneOf([400, 401], kind);
        }

        var other = new AdminClient(server) { Cookie = $"headlesskey-admin={admin.Secret}" };
        (await other.GetAsync("/session")).Expect(401); // the name without the prefix, which any sister site could set
        (await admin.GetAsync("/session")).Expect(200);
    }
}
