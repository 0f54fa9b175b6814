using System.Text;
using HeadlessKey.Testing;

namespace HeadlessKey.FunctionalTests.Attacks;

/// <summary>Guessing a code of eight digits.</summary>
public sealed class RecoveryCodeTests
{
    [Theory, EveryEngine, Promise("G6")]
    public async Task Five_wrong_tries_kill_the_code(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var code = await server.AskForCodeAsync();
        for (var i = 0; i < 5; i++)
        {
            (await server.Client.ResetByCodeAsync(AccountRequests.OtherThan(code))).ExpectError(400, "invalid_key");
        }

        (await server.Client.ResetByCodeAsync(code)).ExpectError(400, "invalid_key");

        (await server.Client.LoginAsync()).Expect(200);
    }

    [Theory, EveryEngine, Promise("G6")]
    public async Task After_four_wrong_tries_the_right_one_still_works(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var code = await server.AskForCodeAsync();
        for (var i = 0; i < 4; i++)
        {
            await server.Client.ResetByCodeAsync(AccountRequests.OtherThan(code), i % 2 == 0 ? TestUser.Login : TestUser.Email);
        }

        (await server.Client.ResetByCodeAsync(code)).Expect(200);
    }

    [Theory, EveryEngine, Promise("G6")]
    public async Task Tries_by_login_and_by_address_count_together(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var code = await server.AskForCodeAsync();
        foreach (var name in (string[])[TestUser.Login, TestUser.Email, "ADA", " ada ", "Ada@Example.Test"])
        {
            (await server.Client.ResetByCodeAsync(AccountRequests.OtherThan(code), name)).ExpectError(400, "invalid_key");
        }

        (await server.Client.ResetByCodeAsync(code)).ExpectError(400, "invalid_key");
    }

    [Theory, EveryEngine, Promise("G6")]
    public async Task Two_hundred_wrong_tries_at_once_over_two_nodes_leave_five_counted_and_the_code_dead(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        await using var other = await server.StartAnotherNodeAsync();
        var code = await server.AskForCodeAsync();
        var guesses = Enumerable.Range(0, 200).Select(number => number.ToString("D8", System.Globalization.CultureInfo.InvariantCulture)).Where(guess => guess != code).ToArray();

        var answers = await Task.WhenAll(guesses.Select((guess, number) => (number % 2 == 0 ? server : other).Client.ResetByCodeAsync(guess)));

        answers.ShouldAllBe(answer => answer.Code == "invalid_key");
        (await server.QueryAsync("select * from recovery_limits", "code_tries", "hour_tries")).ShouldBe([$"{guesses.Length}|{guesses.Length}"]); // not one was lost
        (await server.Client.ResetByCodeAsync(code)).ExpectError(400, "invalid_key");
        (await other.Client.ResetByCodeAsync(code)).ExpectError(400, "invalid_key");
    }

    [Theory, EveryEngine, Promise("G6")]
    public async Task A_new_code_does_not_reset_the_hours_fifteen_tries(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        async Task<string> SpoilAsync(int tries)
        {
            var old = await server.AskForCodeAsync();
            for (var i = 0; i < tries; i++)
            {
                await server.Client.ResetByCodeAsync(AccountRequests.OtherThan(old));
            }

            return await server.AskForCodeAsync();
        }

        (await server.Client.ResetByCodeAsync(await SpoilAsync(15))).ExpectError(400, "invalid_key");

        server.Clock.Advance(TimeSpan.FromHours(1));
        (await server.Client.ResetByCodeAsync(await SpoilAsync(14))).Expect(200);
    }

    [Theory, EveryEngine, Promise("G6")]
    public async Task Who_spoils_every_code_cannot_keep_the_owner_from_a_link(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        for (var i = 0; i < 10; i++)
        {
            await server.Client.ForgotAsync(delivery: "otp");
            for (var wrong = 0; wrong < 5; wrong++)
            {
                await server.Client.ResetByCodeAsync("12345678");
            }
        }

        await server.SettleAsync();
        (await server.CountMailAsync("reset-code", TestUser.Email)).ShouldBe(3);
        var first = await server.AskForLinkAsync();
        await server.AskForLinkAsync();
        (await server.Client.ResetByLinkAsync(first.Token)).Expect(200);
    }

    [Theory, EveryEngine, Promise("G6")]
    public async Task A_new_code_has_its_own_tries_and_the_old_one_is_dead(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var old = await server.AskForCodeAsync();
        for (var i = 0; i < 5; i++)
        {
            await server.Client.ResetByCodeAsync(AccountRequests.OtherThan(old));
        }

        var code = await server.AskForCodeAsync();

        if (old != code)
        {
            (await server.Client.ResetByCodeAsync(old)).ExpectError(400, "invalid_key");
        }

        (await server.Client.ResetByCodeAsync(code)).Expect(200);
    }

    [Theory, EveryEngine, Promise("G6")]
    public async Task What_is_no_code_matches_nothing_with_a_code_and_without(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        foreach (var withCode in (bool[])[false, true])
        {
            var code = "12345678";
            foreach (var otp in (string[])[
                "null", "0", "[]", "{}", "false", "true", "\"\"", "\"0\"", "\"00000000\"", "\"false\"", "\" \"", "\"1e7\"", "\"+1234567\"", "\"１２３４５６７８\"", "[\"{0}\"]", "{\"$ne\":\"\"}", "{0}", "\"{0}0\"", "\"{0}\\u0000\""])
            {
                if (withCode)
                {
                    await server.BreakAsync("delete from recovery_limits"); // each gets its tries and its mail
                    code = await server.AskForCodeAsync();
                }

                var value = otp.Replace("{0}", code, StringComparison.Ordinal);
                foreach (var token in (string[])["", ", \"token\": null", ", \"token\": \"\"", ", \"token\": \"0\""])
                {
                    using var body = new StringContent($$"""{"login": "ada", "password": "{{AccountRequests.NewPassword}}", "otp": {{value}}{{token}}}""", Encoding.UTF8, "application/json");
                    var answer = await server.Client.SendAsync(HttpMethod.Post, $"{Intruder.Root}/reset-password", body);
                    answer.Status.ShouldBe(400, $"{value}{token}: {answer.Body}");
                }
            }
        }

        (await server.Client.LoginAsync()).Expect(200);
    }

    [Theory, EveryEngine, Promise("A5")]
    public async Task A_code_belongs_to_its_person_and_to_its_row(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var bob = await server.AddUserAsync("bob", "bob@example.test", "another long secret", "subscriber");
        var code = await server.AskForCodeAsync();

        (await server.Client.ResetByCodeAsync(code, "bob")).ExpectError(400, "invalid_key");
        await server.ExecuteAsync($"update recoveries set user_id = {bob}");
        (await server.Client.ResetByCodeAsync(code, "bob")).ExpectError(400, "invalid_key");
        await server.ExecuteAsync($"update recoveries set user_id = {await server.UserIdAsync()}, id = 'another'");
        (await server.Client.ResetByCodeAsync(code)).ExpectError(400, "invalid_key");
    }

    [Theory, EveryEngine, Promise("A5")]
    public async Task A_code_lives_for_ten_minutes_to_the_second(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var late = await server.AskForCodeAsync();
        server.Clock.Advance(TimeSpan.FromSeconds(600));
        (await server.Client.ResetByCodeAsync(late)).ExpectError(400, "invalid_key");

        var inTime = await server.AskForCodeAsync();
        server.Clock.Advance(TimeSpan.FromSeconds(599));
        (await server.Client.ResetByCodeAsync(inTime)).Expect(200);
    }

    [Theory, EveryEngine, Promise("A5")]
    public async Task Of_fifty_uses_of_one_code_at_once_one_sets_the_password(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        await using var other = await server.StartAnotherNodeAsync();
        var code = await server.AskForCodeAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(number =>
            (number % 2 == 0 ? server : other).Client.ResetByCodeAsync(code, password: $"the new password {number}")));

        answers.Count(answer => answer.Status == 200).ShouldBe(1);
        (await server.Client.ResetByCodeAsync(code)).ExpectError(400, "invalid_key");
        (await server.CountEventsAsync("user.password_reset")).ShouldBe(1);
    }
}
