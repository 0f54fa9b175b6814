using HeadlessKey.Testing;

namespace HeadlessKey.FunctionalTests.Attacks;

/// <summary>With every log level on, and with everything going wrong, no secret is written or answered where it must not be.</summary>
public sealed class SecretLeakTests
{
    private const string CanaryPassword = "kestrel-Password-7f3a1c";
    private const string WrongPassword = "canary-Wrong-Password-91be";
    private const string CanaryToken = "canary-Token-5d20";

    [Theory, EveryEngine, Promise("W3")]
    public async Task No_secret_is_logged_or_told_in_an_error(string engine)
    {
        await using var server = await TestServer.StartAsync(
            engine,
            ("Logging:LogLevel:Default", "Trace"),
            ("Logging:LogLevel:Microsoft.AspNetCore", "Trace"),
            ("Logging:LogLevel:Microsoft.IdentityModel", "Trace"),
            ("HeadlessKey:Passwords:HashQueue", "1"));
        await server.AddUserAsync("canary", "canary@example.test", CanaryPassword, "subscriber");
        var login = (await server.Client.LoginAsync("canary", CanaryPassword)).Expect(200);
        var profile = (await server.Client.PostAsync("/login", new { username = "canary", password = CanaryPassword })).Expect(200);
        var refreshed = (await server.Client.RefreshAsync(login.RefreshToken)).Expect(200);
        var errors = new List<Answer>();

        async Task DriveAsync()
        {
            foreach (var route in new[] { "/token", "/login", "/token/validate", "/token/refresh", "/token/revoke", "/forgot-password", "/reset-password", "/nonsense" })
            {
                foreach (var secret in new[] { CanaryPassword, WrongPassword, CanaryToken, login.AccessToken, login.RefreshToken, profile.RefreshToken, refreshed.AccessToken })
                {
                    errors.Add(await server.Client.PostAsync(route, new { username = "canary", login = "canary", otp = secret[..8], password = $"{secret} " }));
                    errors.Add(await server.Client.PostAsync(route, new { username = secret, password = secret }));
                    errors.Add(await server.Client.PostAsync(route, new { token = $"{secret}x", login = secret, password = secret, scope = secret }));
                    errors.Add(await server.Client.PostAsync(route, new { refresh_token = $"{secret}x" }));
                    errors.Add(await server.Client.PostAsync(route, new { refresh_token = new[] { secret }, device = secret, remember = secret }));
                    errors.Add(await server.Client.PostFormAsync(route, ("token", secret + "%00"), ("password", secret), ("password", secret)));
                    errors.Add(await server.Client.SendAsync(HttpMethod.Post, Intruder.Root + route, new StringContent($"{{\"password\": {secret}"), $"{secret}x"));
                    errors.Add(await server.Client.SendAsync(
                        HttpMethod.Post, Intruder.Root + route, null, null, ("Authorization", $"Basic {secret}"), ("X-Request-Id", secret), ("Cookie", $"token={secret}")));
                }
            }
        }

        await DriveAsync();
        await server.ExecuteAsync("alter table sessions rename to sessions_gone");
        await DriveAsync();
        errors.Add(await server.Client.LoginAsync("canary", CanaryPassword));
        errors.Add(await server.Client.RefreshAsync(refreshed.RefreshToken));
        errors.Add(await server.Client.RefreshByAccessTokenAsync(refreshed.AccessToken));
        errors.Add(await server.Client.RevokeAsync(refreshed.AccessToken));
        await server.ExecuteAsync("alter table users rename to users_gone");
        errors.Add(await server.Client.LoginAsync("canary", CanaryPassword));

        string[] secrets =
        [
            CanaryPassword, WrongPassword, CanaryToken, TestUser.Password, server.SetupSecret(),
            .. new[] { login, profile, refreshed }.SelectMany(answer => new[] { answer.AccessToken.Split('.')[2], answer.RefreshToken["hkr_".Length..] }),
        ];
        errors.Count(answer => answer.Status == 500).ShouldBeGreaterThan(4); // it did go wrong
        server.Log.Lines.ShouldContain(line => line.StartsWith("Error", StringComparison.Ordinal));
        server.Log.Lines.ShouldContain(line => line.StartsWith("Debug", StringComparison.Ordinal) || line.StartsWith("Trace", StringComparison.Ordinal));
        foreach (var secret in secrets)
        {
            server.Log.Lines.Where(line => line.Contains(secret, StringComparison.OrdinalIgnoreCase)).ShouldBeEmpty();
            errors.Where(answer => answer.Status >= 400 && $"{answer.Body}\n{answer.Headers}\n{answer.ContentHeaders}".Contains(secret, StringComparison.OrdinalIgnoreCase))
                .Select(answer => answer.Body).ShouldBeEmpty(secret);
        }
    }

    [Theory, EveryEngine, Promise("W3")]
    public async Task A_fault_is_not_described_to_the_caller(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        await server.ExecuteAsync("alter table users rename to users_gone");

        var answer = (await server.Client.LoginAsync()).ExpectError(500, "internal_server_error");

        answer.Json.GetProperty("data").GetProperty("request_id").GetString().ShouldBe(answer.Headers.GetValues("X-Request-Id").Single());
        foreach (var word in new[] { "users", "sql", "exception", "table", "   at ", "HeadlessKey." })
        {
            answer.Body.ShouldNotContain(word, Case.Insensitive);
        }
    }

    [Theory, EveryEngine, Promise("W3")]
    public async Task A_secret_in_the_address_is_not_taken(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var token = (await server.Client.LoginAsync()).Expect(200).AccessToken;
        Task<Answer> Post(string path) => server.Client.SendAsync(HttpMethod.Post, Intruder.Root + path, content: null);

        (await Post($"/token?username={TestUser.Login}&password={Uri.EscapeDataString(TestUser.Password)}")).ExpectError(400, "rest_missing_callback_param");
        (await Post($"/token/validate?token={token}")).ExpectError(401, "headlesskey_no_auth_header");
        (await Post($"/token/validate?access_token={token}")).ExpectError(401, "headlesskey_no_auth_header");
        (await Post($"/token/refresh?token={token}")).ExpectError(400, "rest_missing_callback_param");
        (await Post($"/token/revoke?token={token}")).ExpectError(401, "headlesskey_no_auth_header");
        await server.ShouldBeAcceptedAsync(token);
    }
}
