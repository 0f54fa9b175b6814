using HeadlessKey.Testing;

namespace HeadlessKey.FunctionalTests.Attacks;

/// <summary>Every kind of secret or name, given wherever a credential is taken: only the right pairing opens anything.</summary>
public sealed class CredentialMatrixTests
{
    private const string Guest = "guest@example.test";

    private static readonly HashSet<(string Kind, string Place)> Right =
    [
        ("access token", "validate body"), ("access token", "validate header"), ("access token", "refresh by access token"),
        ("access token", "revoke body"), ("access token", "revoke header"),
        ("refresh token", "refresh"), ("refresh token", "revoke by refresh token"),
        ("setup secret", "setup"),
        ("password", "login"), ("password", "profile login"), ("password", "current password"),
        ("access token", "me"), ("access token", "profile change"), ("access token", "password change"),
        ("access token", "own sessions"), ("access token", "forward-auth"), ("access token", "own links"),
        ("reset link", "reset by link"), ("reset code", "reset by code"),
        ("invitation", "register"), ("verification link", "verify e-mail"), // this one last: it moves the account to another address
    ];

    [Theory, EveryEngine, Promise("T7"), Promise("P6")]
    public async Task A_credential_works_in_its_own_place_and_nowhere_else(string engine)
    {
        var masterKey = Intruder.NewMasterKey();
        await using var server = await TestServer.StartAsync(engine, ("HeadlessKey:Storage:MasterKey", masterKey));
        var login = (await server.Client.LoginAsync()).Expect(200);
        var row = (await server.QueryAsync("select * from sessions", "salt"))[0];
        var credentials = new Dictionary<string, string>
        {
            ["access token"] = login.AccessToken,
            ["refresh token"] = login.RefreshToken,
            ["setup secret"] = server.SetupSecret(),
            ["reset link"] = (await server.AskForLinkAsync()).Token,
            ["reset code"] = await server.AskForCodeAsync(),
            ["verification link"] = await AskForVerificationAsync(server, login.AccessToken),
            ["invitation"] = await server.InviteAsync(Guest),
            ["stored invitation hash"] = (await server.QueryAsync("select * from invitations", "token_hash"))[0],
            ["stored verification hash"] = (await server.QueryAsync("select * from email_verifications", "token_hash"))[0],
            ["stored recovery hash"] = (await server.QueryAsync("select * from recoveries", "secret_hash"))[0],
            ["password"] = TestUser.Password,
            ["session id"] = login.SessionId,
            ["jti"] = login.Json.GetProperty("jti").GetString()!,
            ["session salt"] = row,
            ["kid"] = server.SigningKey().Kid,
            ["stored password hash"] = (await server.QueryAsync("select * from users", "password_hash"))[0],
            ["stored setup hash"] = (await server.QueryAsync("select * from setup_links", "token_hash"))[0],
            ["sealed key"] = (await server.QueryAsync("select * from signing_keys", "sealed_key"))[0],
            ["master key"] = masterKey,
            ["user id"] = "1",
        };

        foreach (var (kind, credential) in credentials)
        {
            foreach (var (place, present) in Places(server))
            {
                if (!Right.Contains((kind, place)))
                {
                    var answer = await present(credential);
                    answer.Status.ShouldBeOneOf([400, 401], $"{kind} as {place}: {answer.Body}");
                }
            }
        }

        // Nothing of that has spoilt the right pairings; each on a session of its own, for they end sessions.
        foreach (var (kind, place) in Right)
        {
            var fresh = (await server.Client.LoginAsync()).Expect(200);
            var credential = kind switch
            {
                "access token" => fresh.AccessToken,
                "refresh token" => fresh.RefreshToken,
                "reset link" => (await server.AskForLinkAsync()).Token,
                "reset code" => await FreshCodeAsync(server), // the wrong ones have used its tries up
                "verification link" => await AskForVerificationAsync(server, fresh.AccessToken), // a change of the password has ended the first
                _ => credentials[kind],
            };
            var answer = await Places(server)[place](credential);
            answer.Status.ShouldBeOneOf([200, 201], $"{kind} as {place}: {answer.Body}");
        }
    }

    internal static Dictionary<string, Func<string, Task<Answer>>> Places(TestServer server)
    {
        var client = server.Client;
        return new Dictionary<string, Func<string, Task<Answer>>>
        {
            ["validate body"] = client.ValidateAsync,
            ["validate header"] = text => Bearer(server, "/token/validate", text),
            ["refresh"] = client.RefreshAsync,
            ["refresh by access token"] = client.RefreshByAccessTokenAsync,
            ["refresh header"] = text => Bearer(server, "/token/refresh", text),
            ["revoke body"] = text => client.RevokeAsync(text),
            ["revoke header"] = text => Bearer(server, "/token/revoke", text),
            ["revoke by refresh token"] = text => client.PostAsync("/token/revoke", new { refresh_token = text }),
            ["login"] = text => client.LoginAsync(password: text),
            ["profile login"] = text => client.PostAsync("/login", new { username = TestUser.Login, password = text }),
            ["login name"] = text => client.LoginAsync(username: text),
            ["login header"] = text => Bearer(server, "/token", text),
            ["setup"] = text => SetUpAsync(server, text),
            ["own sessions"] = text => Bearer(server, "/sessions", text, HttpMethod.Get),
            ["forward-auth"] = text => Bearer(server, "/auth/verify", text, HttpMethod.Get),
            ["own links"] = text => Bearer(server, "/sso/links", text, HttpMethod.Get),
            ["another site's token"] = text => client.PostAsync("/sso/exchange", new { site_key = "site", token = text, signature = text }),
            ["register"] = text => client.RegisterAsync("guest", Guest, invitation: text),
            ["verify e-mail"] = client.VerifyEmailAsync,
            ["reset by link"] = text => client.ResetByLinkAsync(text, password: TestUser.Password),
            ["reset by code"] = text => client.ResetByCodeAsync(text, password: TestUser.Password),
            ["me"] = text => Bearer(server, "/me", text, HttpMethod.Get),
            ["profile change"] = text => Bearer(server, "/me", text, HttpMethod.Patch),
            ["password change"] = text => ChangePasswordAsync(server, text, TestUser.Password),
            ["current password"] = async text => await ChangePasswordAsync(server, (await client.LoginAsync()).AccessToken, text),
        };
    }

    private static async Task<string> AskForVerificationAsync(TestServer server, string bearer)
    {
        (await server.Client.ChangeMeAsync(bearer, new { email = "new@example.test", current_password = TestUser.Password })).Expect(200);
        return (await server.NextMailAsync("verify-email", "new@example.test")).Token;
    }

    private static async Task<string> FreshCodeAsync(TestServer server)
    {
        await server.ExecuteAsync("delete from recovery_limits");
        return await server.AskForCodeAsync();
    }

    private static Task<Answer> ChangePasswordAsync(TestServer server, string bearer, string current) =>
        server.Client.SendAsync(
            HttpMethod.Post, $"{Intruder.Root}/change-password",
            System.Net.Http.Json.JsonContent.Create(new { current_password = current, new_password = TestUser.Password }),
            bearer: null, ("Authorization", $"Bearer {bearer}"));

    private static Task<Answer> Bearer(TestServer server, string route, string text, HttpMethod? method = null) =>
        server.Client.SendAsync(method ?? HttpMethod.Post, Intruder.Root + route, null, null, ("Authorization", $"Bearer {text}"));

    private static Task<Answer> SetUpAsync(TestServer server, string token) =>
        server.Client.SendAsync(HttpMethod.Post, "/admin/api/v1/setup", System.Net.Http.Json.JsonContent.Create(
            new { token, username = "root", email = "root@example.test", password = "a long enough one" }));
}
