using HeadlessKey.Testing;

namespace HeadlessKey.FunctionalTests.Contract;

public sealed class VerifyEmailTests
{
    private const string Address = "grace@example.test";
    private static readonly (string, string?) Required = ("HeadlessKey:Registration:EmailVerification", "required");

    [Theory, EveryEngine]
    public async Task The_mailed_link_opens_the_account(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, Required);
        (await server.Client.RegisterAsync()).Expect(201);

        var verified = (await server.Client.VerifyEmailAsync((await server.NextMailAsync("verify-email", Address)).Token)).Expect(200);

        verified.Json.Members().ShouldBe(["message: String", "user_login: String"]);
        verified.Json.GetProperty("message").GetString().ShouldBe("E-mail address verified.");
        verified.Json.GetProperty("user_login").GetString().ShouldBe("grace");
        var profile = (await server.Client.PostAsync("/login", new { username = "grace", password = RegistrationRequests.NewPassword })).Expect(200);
        profile.Json.GetProperty("user").GetProperty("email_verified").GetBoolean().ShouldBeTrue();
        (await server.CountEventsAsync("user.email_verified")).ShouldBe(1);
    }

    [Theory, EveryEngine, Promise("A3")]
    public async Task The_link_begins_with_the_public_address_and_keeps_its_secret_behind_the_hash(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, Required);
        await server.Client.SendAsync(
            HttpMethod.Post, "/wp-json/headlesskey/v1/register",
            System.Net.Http.Json.JsonContent.Create(new { username = "grace", email = Address, password = RegistrationRequests.NewPassword }),
            bearer: null, ("Host", "evil.test"), ("X-Forwarded-Host", "evil.test"));

        var mail = await server.NextMailAsync("verify-email", Address);

        mail.Link.ShouldBe($"{TestServer.PublicUrl}/account/verify#token={mail.Token}");
        mail.Text.ShouldNotContain("evil.test");
    }

    [Theory, EveryEngine, Promise("A5")]
    public async Task The_link_has_256_bits_and_is_kept_only_as_a_hash(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, Required);
        (await server.Client.RegisterAsync()).Expect(201);

        var token = (await server.NextMailAsync("verify-email", Address)).Token;

        System.Buffers.Text.Base64Url.DecodeFromChars(token).Length.ShouldBe(32);
        (await server.QueryAsync("select token_hash from email_verifications", "token_hash")).Single()
            .ShouldBe(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(token))));
    }

    [Theory, EveryEngine, Promise("A5")]
    public async Task The_link_works_once(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, Required);
        (await server.Client.RegisterAsync()).Expect(201);
        var token = (await server.NextMailAsync("verify-email", Address)).Token;
        (await server.Client.VerifyEmailAsync(token)).Expect(200);

        (await server.Client.VerifyEmailAsync(token)).ExpectError(400, "invalid_key");
    }

    [Theory, EveryEngine, Promise("A5")]
    public async Task The_link_lives_for_an_hour_to_the_second(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, Required);
        (await server.Client.RegisterAsync()).Expect(201);
        (await server.Client.RegisterAsync("linus")).Expect(201);

        // Both before the hour passes: a mail whose link is over is not sent any more.
        var inTime = (await server.NextMailAsync("verify-email", Address)).Token;
        var late = (await server.NextMailAsync("verify-email", "linus@example.test")).Token;

        server.Clock.Advance(TimeSpan.FromSeconds(3599));
        (await server.Client.VerifyEmailAsync(inTime)).Expect(200);
        server.Clock.Advance(TimeSpan.FromSeconds(1));
        (await server.Client.VerifyEmailAsync(late)).ExpectError(400, "invalid_key");
    }

    [Theory, EveryEngine]
    public async Task A_wrong_link_gets_one_answer(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);

        foreach (var token in (string[])["x", new string('A', 43), "0", "null", "[]"])
        {
            (await server.Client.VerifyEmailAsync(token)).ExpectError(400, "invalid_key");
        }

        (await server.Client.PostAsync("/verify-email", new { })).ExpectError(400, "rest_missing_callback_param").Params().ShouldBe(["token"]);
        (await server.Client.PostAsync("/verify-email", new { token = 0 })).ExpectError(400, "rest_invalid_param").Params().ShouldBe(["token"]);
        (await server.CountEventsAsync("registration.refused")).ShouldBe(5);
    }

    [Theory, EveryEngine, Promise("A6")]
    public async Task A_changed_address_counts_once_it_is_proven_and_the_old_one_is_told(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var token = await server.AskForEmailAsync("lovelace@example.test");
        (await server.PendingEmailAsync()).ShouldBe("lovelace@example.test");
        (await server.Client.LoginAsync("lovelace@example.test")).Expect(401);

        (await server.Client.VerifyEmailAsync(token)).Expect(200).Json.GetProperty("user_login").GetString().ShouldBe(TestUser.Login);

        (await server.PendingEmailAsync()).ShouldBeNull();
        (await server.Client.LoginAsync("lovelace@example.test")).Expect(200)
            .Json.GetProperty("user").GetProperty("user_email").GetString().ShouldBe("lovelace@example.test");
        (await server.Client.LoginAsync(TestUser.Email)).Expect(401);
        (await server.CountMailAsync("email-changed", TestUser.Email)).ShouldBe(1);
        (await server.CountMailAsync("email-changed", "lovelace@example.test")).ShouldBe(0);
        (await server.CountEventsAsync("user.email_changed")).ShouldBe(1);
    }

    [Theory, EveryEngine]
    public async Task An_address_that_somebody_else_has_by_then_is_not_given_away(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var token = await server.AskForEmailAsync(Address);
        (await server.Client.RegisterAsync()).Expect(201);

        (await server.Client.VerifyEmailAsync(token)).ExpectError(400, "invalid_key");

        (await server.Client.LoginAsync(TestUser.Email)).Expect(200);
        (await server.Client.LoginAsync(Address, RegistrationRequests.NewPassword)).Expect(200);
    }

    [Theory, EveryEngine]
    public async Task Who_asks_for_a_third_address_does_not_get_the_second(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var second = await server.AskForEmailAsync("second@example.test");
        var third = await server.AskForEmailAsync("third@example.test");

        (await server.Client.VerifyEmailAsync(second)).ExpectError(400, "invalid_key");
        (await server.Client.VerifyEmailAsync(third)).Expect(200);
    }

    [Theory, EveryEngine]
    public async Task No_older_link_brings_the_address_back_that_was_left(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, Required);
        (await server.Client.RegisterAsync()).Expect(201);
        await server.NextMailAsync("verify-email", Address);
        var change = await server.AskForEmailAsync("hopper@example.test", "grace");
        await server.Client.ResendVerificationAsync("grace");
        var older = await server.NextMailAsync("verify-email", Address);

        (await server.Client.VerifyEmailAsync(change)).Expect(200);

        (await server.Client.VerifyEmailAsync(older.Token)).ExpectError(400, "invalid_key");
        (await server.Client.LoginAsync("hopper@example.test", RegistrationRequests.NewPassword)).Expect(200);
    }

    [Theory, EveryEngine]
    public async Task A_new_password_ends_the_change_of_address_that_a_thief_asked_for(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var token = await server.AskForEmailAsync("thief@example.test");

        await server.SetPasswordAsync("another good password");

        (await server.Client.VerifyEmailAsync(token)).ExpectError(400, "invalid_key");
        (await server.PendingEmailAsync()).ShouldBeNull();
    }

    [Theory, EveryEngine]
    public async Task A_new_password_leaves_the_proof_of_the_own_address_alone(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var token = await server.AskForEmailAsync(TestUser.Email);

        await server.SetPasswordAsync("another good password");

        (await server.Client.VerifyEmailAsync(token)).Expect(200);
    }

    [Theory, EveryEngine]
    public async Task The_link_of_an_account_that_is_gone_proves_nothing(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var token = await server.AskForEmailAsync("lovelace@example.test");

        await server.DeleteAsync();

        (await server.Client.VerifyEmailAsync(token)).ExpectError(400, "invalid_key");
    }
}
