using HeadlessKey.FunctionalTests.Attacks;
using HeadlessKey.Passwords;
using HeadlessKey.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace HeadlessKey.FunctionalTests.Contract;

/// <summary><c>POST /reset-password</c>.</summary>
public sealed class ResetPasswordTests
{
    [Theory, EveryEngine]
    public async Task The_link_sets_a_new_password(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var mail = await server.AskForLinkAsync();

        var answer = (await server.Client.ResetByLinkAsync(mail.Token)).Expect(200);

        answer.Json.Members().ShouldBe(["message: String"]);
        answer.Json.GetProperty("message").GetString().ShouldBe("Password updated successfully.");
        (await server.Client.LoginAsync()).ExpectError(401, "incorrect_password");
        (await server.Client.LoginAsync(password: AccountRequests.NewPassword)).Expect(200);
    }

    [Theory, EveryEngine]
    public async Task The_code_sets_a_new_password_with_spaces_around_it_too(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var code = await server.AskForCodeAsync();

        (await server.Client.ResetByCodeAsync($" {code} ", TestUser.Email)).Expect(200);

        (await server.Client.LoginAsync(password: AccountRequests.NewPassword)).Expect(200);
    }

    [Theory, EveryEngine]
    public async Task A_form_works_too(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var mail = await server.AskForLinkAsync();

        (await server.Client.PostFormAsync("/reset-password", ("login", TestUser.Email), ("password", AccountRequests.NewPassword), ("token", mail.Token))).Expect(200);
    }

    [Theory, EveryEngine]
    public async Task Bad_input_is_named(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);

        (await server.Client.PostAsync("/reset-password", new { })).ExpectError(400, "rest_missing_callback_param").Params().ShouldBe(["login", "password", "token"]);
        (await server.Client.PostAsync("/reset-password", new { login = "ada", password = AccountRequests.NewPassword, otp = "", token = (string?)null }))
            .ExpectError(400, "rest_missing_callback_param").Params().ShouldBe(["token"]);
        var both = (await server.Client.PostAsync("/reset-password", new { login = "ada", password = AccountRequests.NewPassword, otp = "12345678", token = "x" }))
            .ExpectError(400, "rest_invalid_param");
        both.Params().ShouldBe(["token"]);
        both.Json.GetProperty("data").GetProperty("params").GetProperty("token").GetString().ShouldBe("Send either token or otp.");
    }

    [Theory, EveryEngine, Promise("P3")]
    public async Task A_password_that_nobody_may_choose_is_refused_before_the_link_is_looked_at(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var mail = await server.AskForLinkAsync();

        foreach (var (token, login) in ((string, string)[])[(mail.Token, "ada"), ("wrong", "ada"), ("wrong", "nobody")])
        {
            var answer = (await server.Client.ResetByLinkAsync(token, login, "short")).ExpectError(400, "rest_user_invalid_password");
            answer.Json.GetProperty("data").GetProperty("reasons").EnumerateArray().Select(reason => reason.GetString()).ShouldBe(["too_short"]);
        }

        (await server.Client.ResetByLinkAsync(mail.Token)).Expect(200);
    }

    [Theory, EveryEngine, Promise("S8")]
    public async Task Every_session_ends_on_every_node(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        await using var other = await server.StartAnotherNodeAsync();
        var logins = new[] { (await server.Client.LoginAsync()).Expect(200), (await other.Client.LoginAsync()).Expect(200) };
        var mail = await server.AskForLinkAsync();

        (await server.Client.ResetByLinkAsync(mail.Token)).Expect(200);

        foreach (var login in logins)
        {
            (await server.Client.ValidateAsync(login.AccessToken)).ExpectError(401, "headlesskey_revoked_token");
            (await other.Client.RefreshAsync(login.RefreshToken)).Expect(401);
            await Eventually.TrueAsync(async () => (await other.Client.ValidateAsync(login.AccessToken)).Status == 401, TimeSpan.FromSeconds(5), "the other node");
        }
    }

    [Theory, EveryEngine, Promise("A6"), Promise("R1")]
    public async Task The_owner_is_told_by_mail_and_the_record_has_it(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var mail = await server.AskForLinkAsync();

        await server.Client.ResetByLinkAsync("wrong");
        await server.Client.ResetByLinkAsync(mail.Token);

        (await server.NextMailAsync("password-changed", TestUser.Email)).Text.ShouldContain("ada");
        var id = await server.UserIdAsync();
        (await server.QueryAsync("select * from security_events where type like '%reset' or type = 'recovery.failed'", "type", "outcome", "subject_id", "detail"))
            .ShouldBe([$"recovery.failed|failure|{id}|link", $"user.password_reset|success|{id}|link"]);
    }

    [Theory, EveryEngine]
    public async Task Whoever_reads_the_accounts_mail_has_proven_its_address(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        await server.ExecuteAsync("update users set email_verified_at = null");
        var mail = await server.AskForLinkAsync();

        await server.Client.ResetByLinkAsync(mail.Token);

        (await server.QueryAsync("select id from users where email_verified_at is null", "id")).ShouldBeEmpty();
        (await server.CountEventsAsync("user.email_verified")).ShouldBe(1);
    }

    [Theory, EveryEngine]
    public async Task A_full_hashing_queue_costs_neither_the_link_nor_the_codes_tries(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, ("HeadlessKey:Passwords:HashQueue", "1"));
        var (mail, code) = (await server.AskForLinkAsync(), await server.AskForCodeAsync());
        var gate = server.Services.GetRequiredService<HashingGate>();
        using var release = new ManualResetEventSlim();
        var holding = 0;
        bool Hold()
        {
            Interlocked.Increment(ref holding);
            return release.Wait(TimeSpan.FromSeconds(30));
        }

        while (Volatile.Read(ref holding) < Environment.ProcessorCount || gate.Waiting == 0)
        {
            _ = gate.TryRunAsync(Hold, CancellationToken.None);
            await Task.Delay(5);
        }

        for (var i = 0; i < 7; i++)
        {
            (await server.Client.ResetByCodeAsync(code)).ExpectError(503, "headlesskey_busy");
            (await server.Client.ResetByLinkAsync(mail.Token)).ExpectError(503, "headlesskey_busy");
        }

        release.Set();
        await Eventually.TrueAsync(async () => (await server.Client.ResetByCodeAsync(code)).Status == 200, TimeSpan.FromSeconds(10), "the reset after the flood");
    }
}
