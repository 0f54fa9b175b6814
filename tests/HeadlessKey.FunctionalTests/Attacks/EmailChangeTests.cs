using HeadlessKey.Testing;

namespace HeadlessKey.FunctionalTests.Attacks;

/// <summary>Another address is a way into the account: what stood open by the old one closes, and nobody else's mailbox suffers.</summary>
public sealed class EmailChangeTests
{
    private const string New = "ada@elsewhere.test";

    [Theory, EveryEngine, Promise("A5")]
    public async Task A_way_in_that_was_mailed_to_the_old_address_ends_with_it(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var link = (await server.AskForLinkAsync()).Token;
        var code = await server.AskForCodeAsync();

        await ChangeAsync(server, New);

        (await server.Client.ResetByLinkAsync(link)).ExpectError(400, "invalid_key");
        (await server.Client.ResetByCodeAsync(code)).ExpectError(400, "invalid_key");
        (await server.Client.LoginAsync(New)).Expect(200);
    }

    [Theory, EveryEngine, Promise("A6")]
    public async Task The_address_that_was_left_is_told(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);

        await ChangeAsync(server, New);

        (await server.CountMailAsync("email-changed", TestUser.Email)).ShouldBe(1);
        (await server.CountMailAsync("email-changed", New)).ShouldBe(0);
    }

    [Theory, EveryEngine]
    public async Task A_login_that_is_the_address_moves_along_and_the_old_one_is_free(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        await server.AddUserAsync("bob@example.test", "bob@example.test", TestUser.Password, "subscriber");
        var login = (await server.Client.LoginAsync("bob@example.test")).Expect(200);

        (await server.Client.ChangeMeAsync(login.AccessToken, new { email = "bob@elsewhere.test", current_password = TestUser.Password })).Expect(200);
        (await server.Client.VerifyEmailAsync((await server.NextMailAsync("verify-email", "bob@elsewhere.test")).Token)).Expect(200);

        (await server.QueryAsync("select login, login_key, email from users where email_key = 'bob@elsewhere.test'", "login", "login_key", "email"))
            .ShouldBe(["bob@elsewhere.test|bob@elsewhere.test|bob@elsewhere.test"]);
        (await server.Client.LoginAsync("bob@example.test")).Expect(401);
        (await server.Client.RegisterAsync("bob@example.test", "bob@example.test")).Expect(201); // somebody else's by now
    }

    [Theory, EveryEngine]
    public async Task A_signed_in_user_cannot_fill_somebodys_mailbox(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var token = (await server.Client.LoginAsync()).AccessToken;

        for (var i = 0; i < 8; i++)
        {
            (await server.Client.ChangeMeAsync(token, new { email = New, current_password = TestUser.Password })).Expect(200);
        }

        (await server.CountMailAsync("verify-email", New)).ShouldBe(3);
    }

    [Theory, EveryEngine, Promise("G2")]
    public async Task A_found_token_does_not_guess_the_password(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, TestServer.Guarded);
        var token = (await server.Client.LoginAsync()).AccessToken;

        var answers = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => i % 2 == 0
            ? server.Client.ChangePasswordAsync(token, $"guess {i}", "a harbour without ships")
            : server.Client.ChangeMeAsync(token, new { email = New, current_password = $"guess {i}" })));

        answers.Count(answer => answer.Code == "incorrect_password").ShouldBe(5);
        answers.Count(answer => answer.Code == "headlesskey_too_many_attempts").ShouldBe(35);
        (await server.Client.ChangePasswordAsync(token, TestUser.Password, "a harbour without ships")).Expect(429).Headers.RetryAfter.ShouldNotBeNull();
    }

    [Theory, EveryEngine, Promise("A5")]
    public async Task A_change_that_waits_for_its_proof_does_not_wake_up_with_a_disabled_account(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var link = await AskAsync(server, New);

        await server.DisableAsync();

        (await server.Client.VerifyEmailAsync(link)).ExpectError(400, "invalid_key");
        await server.EnableAsync();
        (await server.Client.VerifyEmailAsync(link)).ExpectError(400, "invalid_key");
        (await server.QueryAsync($"select email from users where id = {await server.UserIdAsync()}", "email")).ShouldBe([TestUser.Email]);
    }

    /// <summary>However it came to be switched off, and whatever is still on its way: a link does nothing to such an account.</summary>
    [Theory, EveryEngine, Promise("A5")]
    public async Task A_link_changes_nothing_of_a_disabled_account(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        await server.ExecuteAsync("update users set email_verified_at = null");
        var change = await AskAsync(server, New);
        (await server.Client.ResendVerificationAsync(TestUser.Login)).Expect(200);
        var proof = (await server.NextMailAsync("verify-email", TestUser.Email)).Token;
        await server.ExecuteAsync("update users set disabled_at = 1, version = version + 1");

        (await server.Client.VerifyEmailAsync(change)).ExpectError(400, "invalid_key");
        (await server.Client.VerifyEmailAsync(proof)).ExpectError(400, "invalid_key");

        (await server.QueryAsync($"select count(*) as c from users where email = '{TestUser.Email}' and email_verified_at is null", "c")).ShouldBe(["1"]);
    }

    private static async Task<string> AskAsync(TestServer server, string email)
    {
        var token = (await server.Client.LoginAsync()).AccessToken;
        (await server.Client.ChangeMeAsync(token, new { email, current_password = TestUser.Password })).Expect(200);
        return (await server.NextMailAsync("verify-email", email)).Token;
    }

    private static async Task ChangeAsync(TestServer server, string email) =>
        (await server.Client.VerifyEmailAsync(await AskAsync(server, email))).Expect(200);
}
