namespace HeadlessKey.FunctionalTests.Contract;

public sealed class ResendVerificationTests
{
    private const string Address = "grace@example.test";
    private static readonly (string, string?) Required = ("HeadlessKey:Registration:EmailVerification", "required");

    [Theory, EveryEngine]
    public async Task Another_mail_has_another_link_and_the_first_stays_good(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, Required);
        (await server.Client.RegisterAsync()).Expect(201);
        var first = await server.NextMailAsync("verify-email", Address);

        (await server.Client.ResendVerificationAsync("grace")).Expect(200);

        var second = await server.NextMailAsync("verify-email", Address);
        second.Token.ShouldNotBe(first.Token);
        (await server.Client.VerifyEmailAsync(first.Token)).Expect(200);
    }

    [Theory, EveryEngine]
    public async Task The_account_may_be_named_by_login_or_address(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, Required);
        (await server.Client.RegisterAsync()).Expect(201);

        (await server.Client.ResendVerificationAsync("GRACE")).Expect(200);
        (await server.Client.ResendVerificationAsync("Grace@Example.test")).Expect(200);
        await server.DecidedAsync();

        (await server.CountMailAsync("verify-email", Address)).ShouldBe(3);
    }

    [Theory, EveryEngine]
    public async Task Who_is_verified_disabled_or_unknown_gets_no_mail_and_the_same_answer(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, Required);
        (await server.Client.RegisterAsync()).Expect(201);
        (await server.Client.RegisterAsync("gone")).Expect(201);
        await server.DisableAsync("gone");

        var waiting = (await server.Client.ResendVerificationAsync("grace")).Expect(200);
        foreach (var login in (string[])[TestUser.Login, TestUser.Email, "gone", "nobody", "nobody@example.test", "a'--", new string('x', 250)])
        {
            var other = (await server.Client.ResendVerificationAsync(login)).Expect(200);
            other.Body.ShouldBe(waiting.Body);
            other.HeadersText().ShouldBe(waiting.HeadersText());
        }

        await server.DecidedAsync();
        waiting.Json.Members().ShouldBe(["message: String"]);
        (await server.CountMailAsync("verify-email", TestUser.Email)).ShouldBe(0);
        (await server.CountMailAsync("verify-email", "gone@example.test")).ShouldBe(1);
        (await server.CountMailAsync("verify-email", Address)).ShouldBe(2);
    }

    [Theory, EveryEngine]
    public async Task An_address_gets_at_most_three_mails_an_hour_however_often_somebody_asks(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, Required);
        (await server.Client.RegisterAsync()).Expect(201);

        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => server.Client.ResendVerificationAsync("grace")));
        await server.DecidedAsync();
        (await server.CountMailAsync("verify-email", Address)).ShouldBe(3);

        server.Clock.Advance(TimeSpan.FromSeconds(3599));
        await server.Client.ResendVerificationAsync("grace");
        await server.DecidedAsync();
        (await server.CountMailAsync("verify-email", Address)).ShouldBe(3);

        server.Clock.Advance(TimeSpan.FromSeconds(1));
        await server.Client.ResendVerificationAsync("grace");
        await server.DecidedAsync();
        (await server.CountMailAsync("verify-email", Address)).ShouldBe(4);
    }

    [Theory, EveryEngine]
    public async Task What_is_missing_is_named(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);

        (await server.Client.PostAsync("/verify-email/resend", new { })).ExpectError(400, "rest_missing_callback_param").Params().ShouldBe(["login"]);
        (await server.Client.PostAsync("/verify-email/resend", new { login = new[] { "ada" } })).ExpectError(400, "rest_invalid_param").Params().ShouldBe(["login"]);
    }
}
