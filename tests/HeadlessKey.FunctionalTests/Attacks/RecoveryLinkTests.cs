using System.Net.Http.Json;
using System.Text.RegularExpressions;
using HeadlessKey.Testing;
using HeadlessKey.Users;
using Microsoft.Extensions.DependencyInjection;

namespace HeadlessKey.FunctionalTests.Attacks;

/// <summary>Stealing, bending and reusing a mailed link.</summary>
public sealed partial class RecoveryLinkTests
{
    [Theory, EveryEngine, Promise("A3")]
    public async Task The_link_starts_with_the_configured_address_whatever_the_request_says(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        (string Name, string Value)[][] lies =
        [
            [("Host", "evil.example")],
            [("Host", "evil.example"), ("X-Forwarded-Host", "evil.example"), ("X-Forwarded-Proto", "http")],
            [("Forwarded", "host=evil.example;proto=http"), ("X-Original-Host", "evil.example"), ("X-Forwarded-Server", "evil.example")],
            [("Origin", "https://evil.example"), ("Referer", "https://evil.example/"), ("X-Rewrite-URL", "https://evil.example/"), ("X-Forwarded-Prefix", "//evil.example")],
        ];

        foreach (var headers in lies)
        {
            (await server.Client.ForgotAsync(headers: headers)).Expect(200);

            var mail = await server.NextMailAsync("reset-link", TestUser.Email);
            mail.Link.ShouldStartWith($"{TestServer.PublicUrl}/account/reset#");
            mail.Text.ShouldNotContain("evil.example");
        }
    }

    [Theory, EveryEngine, Promise("A3")]
    public async Task A_request_cannot_choose_where_the_link_leads_or_to_whom_it_goes(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var body = JsonContent.Create(new
        {
            login = TestUser.Login, email = "eve@evil.example", to = "eve@evil.example", user_email = "eve@evil.example",
            redirect = "https://evil.example", redirect_to = "https://evil.example", reset_url = "https://evil.example", url = "https://evil.example", host = "evil.example",
        });

        (await server.Client.SendAsync(HttpMethod.Post, $"{Intruder.Root}/forgot-password?redirect_to=https://evil.example&email=eve@evil.example", body)).Expect(200);

        (await server.NextMailAsync("reset-link", TestUser.Email)).Text.ShouldNotContain("evil.example");
        (await server.QueryAsync("select * from emails", "recipient")).ShouldAllBe(recipient => recipient == TestUser.Email);
    }

    [Theory, EveryEngine, Promise("A4")]
    public async Task Several_addresses_in_the_login_reach_nobody(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        foreach (var login in (string[])[$"{TestUser.Email},eve@evil.example", $"{TestUser.Email}\r\nBcc: eve@evil.example", $"{TestUser.Email};eve@evil.example", "%", "ada%", "_da", "' or 1=1 --"])
        {
            (await server.Client.ForgotAsync(login)).Expect(200);
        }

        (await server.Client.PostAsync("/forgot-password", new { login = new[] { TestUser.Email, "eve@evil.example" } })).ExpectError(400, "rest_invalid_param");
        await server.SettleAsync();
        (await server.QueryAsync("select id from emails", "id")).ShouldBeEmpty();
    }

    [Theory, EveryEngine, Promise("A5")]
    public async Task A_link_works_once(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var mail = await server.AskForLinkAsync();
        (await server.Client.ResetByLinkAsync(mail.Token)).Expect(200);

        (await server.Client.ResetByLinkAsync(mail.Token, password: "and another one")).ExpectError(400, "invalid_key");

        (await server.Client.LoginAsync(password: AccountRequests.NewPassword)).Expect(200);
    }

    [Theory, EveryEngine, Promise("A5")]
    public async Task Of_fifty_uses_of_one_link_at_once_over_two_nodes_one_sets_the_password(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        await using var other = await server.StartAnotherNodeAsync();
        var mail = await server.AskForLinkAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(number =>
            (number % 2 == 0 ? server : other).Client.ResetByLinkAsync(mail.Token, password: $"the new password {number}")));

        answers.Count(answer => answer.Status == 200).ShouldBe(1);
        answers.Where(answer => answer.Status != 200).ShouldAllBe(answer => answer.Code == "invalid_key" || answer.Status == 503);
        var winner = Array.FindIndex(answers, answer => answer.Status == 200);
        (await server.Client.LoginAsync(password: $"the new password {winner}")).Expect(200);
        (await server.CountEventsAsync("user.password_reset")).ShouldBe(1);
        (await server.CountMailAsync("password-changed", TestUser.Email)).ShouldBe(1);
    }

    [Theory, EveryEngine, Promise("A5")]
    public async Task Of_two_links_used_at_once_one_sets_the_password(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var links = new[] { await server.AskForLinkAsync(), await server.AskForLinkAsync() };

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(number =>
            server.Client.ResetByLinkAsync(links[number % 2].Token, password: $"the new password {number}")));

        answers.Count(answer => answer.Status == 200).ShouldBe(1);
    }

    [Theory, EveryEngine, Promise("A5")]
    public async Task A_link_lives_for_an_hour_to_the_second(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var late = await server.AskForLinkAsync();
        server.Clock.Advance(TimeSpan.FromSeconds(3600));
        (await server.Client.ResetByLinkAsync(late.Token)).ExpectError(400, "invalid_key");

        var inTime = await server.AskForLinkAsync();
        server.Clock.Advance(TimeSpan.FromSeconds(3599));
        (await server.Client.ResetByLinkAsync(inTime.Token)).Expect(200);
    }

    [Theory, EveryEngine, Promise("A5")]
    public async Task Several_links_live_beside_each_other_until_one_is_used(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var (first, second, code) = (await server.AskForLinkAsync(), await server.AskForLinkAsync(), await server.AskForCodeAsync());

        (await server.Client.ResetByLinkAsync(first.Token)).Expect(200);

        (await server.Client.ResetByLinkAsync(second.Token, password: "and another one")).ExpectError(400, "invalid_key");
        (await server.Client.ResetByCodeAsync(code, password: "and another one")).ExpectError(400, "invalid_key");
    }

    [Theory, EveryEngine, Promise("A5")]
    public async Task A_link_opens_no_other_account(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        await server.AddUserAsync("bob", "bob@example.test", "another long secret", "administrator");
        var mail = await server.AskForLinkAsync();

        foreach (var login in (string[])["bob", "bob@example.test", "nobody"])
        {
            (await server.Client.ResetByLinkAsync(mail.Token, login)).ExpectError(400, "invalid_key");
        }

        (await server.Client.LoginAsync("bob", "another long secret")).Expect(200);
        (await server.Client.ResetByLinkAsync(mail.Token)).Expect(200);
    }

    [Theory, EveryEngine]
    public async Task A_link_opens_no_disabled_account_and_not_after_it_is_enabled_again(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var mail = await server.AskForLinkAsync();

        await server.DisableAsync();
        (await server.Client.ResetByLinkAsync(mail.Token)).ExpectError(400, "invalid_key");
        await server.EnableAsync();
        (await server.Client.ResetByLinkAsync(mail.Token)).ExpectError(400, "invalid_key");
    }

    [Theory, EveryEngine, Promise("S1")]
    public async Task The_database_holds_neither_the_link_nor_the_code_and_what_it_holds_opens_nothing(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var mail = await server.AskForLinkAsync();
        var code = await server.AskForCodeAsync();

        var kept = await server.QueryAsync("select * from recoveries", "secret_hash", "id");
        kept.Count.ShouldBe(2);
        foreach (var column in kept.SelectMany(row => row.Split('|')))
        {
            column.ShouldNotContain(mail.Token);
            column.ShouldNotContain(code);
            (await server.Client.ResetByLinkAsync(column)).ExpectError(400, "invalid_key");
        }

        (await server.QueryAsync("select * from recovery_limits", "subject")).ShouldAllBe(subject => KeyedHash.IsMatch(subject));
        (await server.DumpAsync()).ShouldNotContain(mail.Token);
    }

    [Theory, EveryEngine, Promise("W3")]
    public async Task Neither_link_code_nor_password_is_logged(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, ("Logging:LogLevel:Default", "Trace"), ("Logging:LogLevel:Microsoft.AspNetCore", "Trace"));
        var (mail, code) = (await server.AskForLinkAsync(), await server.AskForCodeAsync());
        await server.Client.ResetByCodeAsync(code, password: "short");
        await server.Client.ResetByLinkAsync(mail.Token + "x");
        (await server.Client.ResetByLinkAsync(mail.Token)).Expect(200);
        await server.BreakAsync("alter table recoveries rename to recoveries_gone");
        (await server.Client.ResetByCodeAsync(code)).Expect(500).Body.ShouldNotContain(code);
        (await server.Client.ResetByLinkAsync(mail.Token)).Expect(500).Body.ShouldNotContain(mail.Token);

        foreach (var secret in (string[])[mail.Token, code, AccountRequests.NewPassword, TestUser.Email])
        {
            server.Log.Lines.Where(line => line.Contains(secret, StringComparison.OrdinalIgnoreCase)).ShouldBeEmpty();
        }
    }

    [Theory, EveryEngine, Promise("W1")]
    public async Task What_cannot_be_recorded_mailed_or_ended_does_not_happen_and_costs_no_link(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var mail = await server.AskForLinkAsync();
        var login = (await server.Client.LoginAsync()).Expect(200);
        foreach (var table in (string[])["security_events", "emails", "revocations", "sessions"])
        {
            await server.BreakAsync($"alter table {table} rename to gone");
            (await server.Client.ResetByLinkAsync(mail.Token)).Expect(500);
            (await server.Client.ChangePasswordAsync(login.AccessToken)).Expect(500);
            await server.BreakAsync($"alter table gone rename to {table}");
        }

        (await server.Client.LoginAsync()).Expect(200);
        (await server.Client.ValidateAsync(login.AccessToken)).Expect(200);
        (await server.Client.ResetByLinkAsync(mail.Token)).Expect(200);
    }

    [Theory, EveryEngine]
    public async Task A_bad_bearer_header_breaks_neither_forgetting_nor_resetting(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        foreach (var header in (string[])["garbage", "Bearer garbage", "Basic YTpi"])
        {
            (await server.Client.ForgotAsync(headers: ("Authorization", header))).Expect(200);
            var mail = await server.NextMailAsync("reset-link", TestUser.Email);
            using var body = JsonContent.Create(new { login = TestUser.Login, password = AccountRequests.NewPassword, token = mail.Token });
            (await server.Client.SendAsync(HttpMethod.Post, $"{Intruder.Root}/reset-password", body, bearer: null, ("Authorization", header))).Expect(200);
        }
    }

    [Theory, EveryEngine]
    public async Task What_has_expired_is_removed(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        await server.AskForLinkAsync();
        await server.Client.ResetByCodeAsync("12345678", "nobody");
        var (recoveries, limits) = (server.Services.GetRequiredService<RecoveryStore>(), server.Services.GetRequiredService<RecoveryLimitStore>());
        Task<int> CleanAsync(TimeSpan later) => Task.Run(async () =>
            await recoveries.DeleteExpiredAsync(server.Clock.GetUtcNow() + later, CancellationToken.None)
            + await limits.DeleteExpiredAsync(server.Clock.GetUtcNow() + later, CancellationToken.None));

        (await CleanAsync(TimeSpan.FromSeconds(3599))).ShouldBe(0);
        (await CleanAsync(TimeSpan.FromSeconds(3600))).ShouldBe(1); // the link
        (await CleanAsync(TimeSpan.FromSeconds(7199))).ShouldBe(0);
        (await CleanAsync(TimeSpan.FromSeconds(7200))).ShouldBe(2); // the counts of two names
    }

    [GeneratedRegex("^[0-9a-f]{64}$")]
    private static partial Regex KeyedHash { get; }
}
