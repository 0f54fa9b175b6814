using HeadlessKey.Testing;

namespace HeadlessKey.FunctionalTests.Contract;

/// <summary><c>POST /forgot-password</c>.</summary>
public sealed class ForgotPasswordTests
{
    [Theory, EveryEngine]
    public async Task The_answer_says_that_mail_was_sent_whoever_asked(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);

        foreach (var login in (string[])[TestUser.Login, TestUser.Email, "nobody", "nobody@example.test", "ADA"])
        {
            foreach (var delivery in (string[])["link", "otp"])
            {
                var answer = (await server.Client.ForgotAsync(login, delivery)).Expect(200);
                answer.Json.Members().ShouldBe(["message: String"]);
                answer.Json.GetProperty("message").GetString().ShouldBe("Password reset email sent.");
            }
        }
    }

    [Theory, EveryEngine]
    public async Task A_form_without_a_delivery_asks_for_a_link(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);

        (await server.Client.PostFormAsync("/forgot-password", ("login", TestUser.Email))).Expect(200);

        (await server.NextMailAsync("reset-link", TestUser.Email)).Token.Length.ShouldBe(43);
    }

    [Theory, EveryEngine]
    public async Task Bad_input_is_named(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);

        (await server.Client.PostAsync("/forgot-password", new { })).ExpectError(400, "rest_missing_callback_param").Params().ShouldBe(["login"]);
        (await server.Client.PostAsync("/forgot-password", new { login = "" })).ExpectError(400, "rest_missing_callback_param").Params().ShouldBe(["login"]);
        (await server.Client.ForgotAsync(delivery: "sms")).ExpectError(400, "rest_invalid_param").Params().ShouldBe(["delivery"]);
        (await server.Client.PostAsync("/forgot-password", new { login = 1, delivery = 2 }))
            .ExpectError(400, "rest_invalid_param").Params().ShouldBe(["login", "delivery"], ignoreOrder: true);
    }

    [Theory, EveryEngine, Promise("A4")]
    public async Task The_link_goes_to_the_stored_address_and_leads_to_the_built_in_page(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);

        var mail = await server.AskForLinkAsync("ADA");

        mail.Link.ShouldBe($"{TestServer.PublicUrl}/account/reset#token={mail.Token}&login=ada");
        mail.Token.Length.ShouldBe(43); // 256 bits
        (await server.QueryAsync("select * from security_events where type = 'recovery.requested'", "subject_id", "detail"))
            .ShouldBe([$"{await server.UserIdAsync()}|link"]);
    }

    [Theory, EveryEngine]
    public async Task The_link_leads_to_the_front_ends_own_page_where_there_is_one(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, ("HeadlessKey:Links:ResetPassword", "https://app.example.test/#/reset"));

        var mail = await server.AskForLinkAsync();

        mail.Link.ShouldBe($"https://app.example.test/#/reset?token={mail.Token}&login=ada");
    }

    [Theory, EveryEngine]
    public async Task A_code_is_eight_digits(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);

        (await server.AskForCodeAsync()).ShouldMatch("^[0-9]{8}$");
    }

    [Theory, EveryEngine]
    public async Task The_mail_speaks_the_language_of_the_profile_or_else_of_the_request(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        await server.AddUserAsync("li", "li@example.test", "another long secret", "subscriber");
        await server.BreakAsync("update users set locale = 'zh_CN' where login = 'li'");

        await server.Client.ForgotAsync("ada", "link", ("Accept-Language", "zh-CN,zh;q=0.9"));
        await server.Client.ForgotAsync("li", "link", ("Accept-Language", "en"));

        (await server.NextMailAsync("reset-link", TestUser.Email)).Language.ShouldBe("zh-CN");
        (await server.NextMailAsync("reset-link", "li@example.test")).Language.ShouldBe("zh-CN");
    }

    [Theory, EveryEngine]
    public async Task Nobody_and_who_is_disabled_get_nothing_but_a_line_in_the_record(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        await server.DisableAsync();

        foreach (var login in (string[])[TestUser.Login, "nobody"])
        {
            (await server.Client.ForgotAsync(login)).Expect(200);
            (await server.Client.ForgotAsync(login, "otp")).Expect(200);
        }

        await server.SettleAsync();
        (await server.QueryAsync("select id from emails", "id")).ShouldBeEmpty();
        (await server.QueryAsync("select id from recoveries", "id")).ShouldBeEmpty();
        (await server.QueryAsync("select * from security_events where type = 'recovery.requested'", "subject_id", "outcome"))
            .ShouldBe(["|success", "|success", "|success", "|success"]);
    }

    [Theory, EveryEngine]
    public async Task A_server_that_sends_no_mail_answers_the_same(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, ("HeadlessKey:Email:Transport", "none"));

        (await server.Client.ForgotAsync()).Expect(200);

        await server.SettleAsync();
    }

    [Theory, EveryEngine, Promise("G6")]
    public async Task Five_mails_an_hour_and_not_one_more_to_the_second(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        async Task<int> AskAsync(string delivery)
        {
            (await server.Client.ForgotAsync(delivery: delivery)).Expect(200);
            await server.SettleAsync();
            return await server.CountMailAsync("reset-link", TestUser.Email) + await server.CountMailAsync("reset-code", TestUser.Email);
        }

        foreach (var (delivery, sent) in ((string, int)[])[("link", 1), ("otp", 2), ("link", 3), ("otp", 4), ("link", 5), ("otp", 5), ("link", 5)])
        {
            (await AskAsync(delivery)).ShouldBe(sent);
        }

        server.Clock.Advance(TimeSpan.FromSeconds(3599));
        (await AskAsync("link")).ShouldBe(5);
        server.Clock.Advance(TimeSpan.FromSeconds(1));
        (await AskAsync("link")).ShouldBe(6);
    }

    [Theory, EveryEngine, Promise("G6")]
    public async Task Fifty_requests_at_once_over_two_nodes_send_five_mails(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        await using var other = await server.StartAnotherNodeAsync();

        await Task.WhenAll(Enumerable.Range(0, 50).Select(number => (number % 2 == 0 ? server : other).Client.ForgotAsync()));

        await server.SettleAsync();
        (await server.CountMailAsync("reset-link", TestUser.Email)).ShouldBe(5);
        (await server.QueryAsync("select id from recoveries", "id")).Count.ShouldBe(5);
        (await server.CountEventsAsync("recovery.requested")).ShouldBe(50);
    }
}
