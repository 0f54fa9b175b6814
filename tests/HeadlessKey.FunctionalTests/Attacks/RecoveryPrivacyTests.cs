using HeadlessKey.Testing;

namespace HeadlessKey.FunctionalTests.Attacks;

/// <summary>Neither forgetting nor resetting a password tells who has an account.</summary>
public sealed class RecoveryPrivacyTests
{
    [Theory, EveryEngine, Promise("G4")]
    public async Task Forgot_has_one_answer_for_everybody(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        await server.AddUserAsync("gone", "gone@example.test", TestUser.Password, "subscriber");
        await server.DisableAsync("gone");

        foreach (var delivery in (string[])["link", "otp"])
        {
            var known = (await server.Client.ForgotAsync(delivery: delivery)).Expect(200);
            foreach (var login in (string[])[TestUser.Email, "gone", "nobody", "nobody@example.test", "ada'--", new string('x', 254), TestUser.Login, TestUser.Login, TestUser.Login, TestUser.Login, TestUser.Login])
            {
                var other = (await server.Client.ForgotAsync(login, delivery)).Expect(200);
                other.Body.ShouldBe(known.Body);
                other.HeadersText().ShouldBe(known.HeadersText());
            }
        }
    }

    [Theory, EveryEngine, Promise("G4")]
    public async Task Reset_has_one_answer_for_every_key_that_does_not_fit(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        foreach (var name in (string[])["fresh", "expired", "used", "gone"])
        {
            await server.AddUserAsync(name, $"{name}@example.test", TestUser.Password, "subscriber");
        }

        var expiredCode = await server.AskForCodeAsync("expired", "expired@example.test");
        var expiredLink = await server.AskForLinkAsync("expired", "expired@example.test");
        server.Clock.Advance(TimeSpan.FromHours(1));
        var usedCode = await server.AskForCodeAsync("used", "used@example.test");
        var usedLink = await server.AskForLinkAsync("used", "used@example.test");
        (await server.Client.ResetByLinkAsync(usedLink.Token, "used")).Expect(200);
        var goneLink = await server.AskForLinkAsync("gone", "gone@example.test");
        await server.DisableAsync("gone");
        await server.AskForLinkAsync("fresh", "fresh@example.test");
        var freshCode = await server.AskForCodeAsync("fresh", "fresh@example.test");

        Answer[] answers =
        [
            await server.Client.ResetByLinkAsync("wrong", "nobody"),
            await server.Client.ResetByLinkAsync("wrong"),
            await server.Client.ResetByLinkAsync("wrong", "fresh"),
            await server.Client.ResetByLinkAsync(new string('x', 200), "fresh@example.test"),
            await server.Client.ResetByLinkAsync(expiredLink.Token, "expired"),
            await server.Client.ResetByLinkAsync(usedLink.Token, "used"),
            await server.Client.ResetByLinkAsync(goneLink.Token, "gone"),
            await server.Client.ResetByCodeAsync("12345678", "nobody"),
            await server.Client.ResetByCodeAsync("12345678"),
            await server.Client.ResetByCodeAsync(AccountRequests.OtherThan(freshCode), "fresh"),
            await server.Client.ResetByCodeAsync(expiredCode, "expired"),
            await server.Client.ResetByCodeAsync(usedCode, "used"),
            await server.Client.ResetByCodeAsync("no code", "gone"),
        ];

        foreach (var answer in answers)
        {
            answer.ExpectError(400, "invalid_key");
            answer.Body.ShouldBe(answers[0].Body);
            answer.HeadersText().ShouldBe(answers[0].HeadersText());
        }
    }

    [Theory, EveryEngine, Promise("G4")]
    public async Task A_wrong_code_leaves_the_same_rows_for_somebody_and_for_nobody(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        await server.AskForCodeAsync();
        await server.BreakAsync("delete from recovery_limits");

        foreach (var login in (string[])[TestUser.Login, "nobody"])
        {
            for (var i = 0; i < 7; i++)
            {
                (await server.Client.ResetByCodeAsync("no code", login)).ExpectError(400, "invalid_key");
            }
        }

        (await server.QueryAsync("select * from recovery_limits", "code_tries", "hour_tries", "hour_mails")).ShouldBe(["7|7|0", "7|7|0"]);
        (await server.CountEventsAsync("recovery.failed")).ShouldBe(14);
    }
}
