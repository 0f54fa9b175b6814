using System.Net.Http.Json;
using System.Text.RegularExpressions;

namespace HeadlessKey.FunctionalTests.Setup;

/// <summary>The one-time link of the first start.</summary>
public sealed class SetupTests
{
    [Theory, EveryEngine]
    public async Task The_printed_link_makes_the_first_administrator(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);

        (await SetUpAsync(server, LinkSecret(server))).Expect(200);

        (await server.Client.LoginAsync("root", "a long enough password")).Expect(200)
            .Json.GetProperty("user").GetProperty("roles").EnumerateArray().Select(role => role.GetString()).ShouldBe(["administrator"]);
    }

    [Theory, EveryEngine]
    public async Task The_console_shows_address_link_and_a_sign_in_line_in_this_order(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);

        var address = server.Console.IndexOf($"HeadlessKey is at {TestServer.PublicUrl}", StringComparison.Ordinal);
        var link = server.Console.IndexOf($"{TestServer.PublicUrl}/admin/setup#", StringComparison.Ordinal);
        var line = server.Console.IndexOf($"curl {TestServer.PublicUrl}/wp-json/headlesskey/v1/token", StringComparison.Ordinal);

        new[] { address, link, line }.ShouldBeInOrder();
        address.ShouldBeGreaterThanOrEqualTo(0);
    }

    [Theory, EveryEngine]
    public async Task The_link_leads_to_a_page(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);

        foreach (var path in (string[])["/admin/setup", "/admin/files/setup/setup.js", "/admin/files/ui/tokens.css"])
        {
            var page = (await server.Client.GetAsync(path)).Expect(200);
            page.Headers.GetValues("Content-Security-Policy").Single().ShouldStartWith("default-src 'none'");
            page.Body.ShouldNotContain(LinkSecret(server));
        }
    }

    [Theory, EveryEngine]
    public async Task The_link_works_once(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var secret = LinkSecret(server);
        (await SetUpAsync(server, secret)).Expect(200);

        (await SetUpAsync(server, secret, "second")).ExpectError(400, "headlesskey_invalid_setup_link");

        (await server.Client.LoginAsync("second", "a long enough password")).Expect(401);
    }

    [Theory, EveryEngine]
    public async Task The_link_lives_for_thirty_minutes_to_the_second(string engine)
    {
        await using var inTime = await TestServer.StartAsync(engine);
        inTime.Clock.Advance(TimeSpan.FromSeconds(1799));
        (await SetUpAsync(inTime, LinkSecret(inTime))).Expect(200);

        await using var tooLate = await TestServer.StartAsync(engine);
        tooLate.Clock.Advance(TimeSpan.FromSeconds(1800));
        (await SetUpAsync(tooLate, LinkSecret(tooLate))).ExpectError(400, "headlesskey_invalid_setup_link");
    }

    [Theory, EveryEngine]
    public async Task Fifty_uses_at_once_make_one_administrator(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var secret = LinkSecret(server);

        var answers = await Task.WhenAll(Enumerable.Range(1, 50).Select(number => SetUpAsync(server, secret, $"root{number}")));

        answers.Count(answer => answer.Status == 200).ShouldBe(1);
        answers.Where(answer => answer.Status != 200).ShouldAllBe(answer => answer.Code == "headlesskey_invalid_setup_link");
        (await server.QueryAsync("select user_id from user_roles where role = 'administrator'", "user_id")).Count.ShouldBe(1);
    }

    [Theory, EveryEngine]
    public async Task Bad_input_does_not_cost_the_link_its_use(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var secret = LinkSecret(server);

        (await PostAsync(server, new { token = secret, username = "root" })).ExpectError(400, "rest_missing_callback_param").Params().ShouldBe(["email", "password"]);
        (await SetUpAsync(server, secret, password: "short")).ExpectError(400, "rest_user_invalid_password");
        (await SetUpAsync(server, secret, email: "no address")).ExpectError(400, "rest_invalid_param").Params().ShouldBe(["email"]);
        (await SetUpAsync(server, secret, login: "<script>")).ExpectError(400, "rest_invalid_param").Params().ShouldBe(["username"]);
        (await SetUpAsync(server, secret, login: TestUser.Login)).ExpectError(409, "existing_user_login");
        (await SetUpAsync(server, secret, email: TestUser.Email)).ExpectError(409, "existing_user_email");
        (await SetUpAsync(server, "a guess")).ExpectError(400, "headlesskey_invalid_setup_link");

        (await SetUpAsync(server, secret)).Expect(200);
    }

    [Theory, EveryEngine]
    public async Task Without_the_right_link_nobody_learns_who_has_an_account(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);

        var taken = (await SetUpAsync(server, "a guess", login: TestUser.Login)).ExpectError(400, "headlesskey_invalid_setup_link");
        var free = (await SetUpAsync(server, "a guess")).ExpectError(400, "headlesskey_invalid_setup_link");

        taken.Body.ShouldBe(free.Body);
    }

    [Theory, EveryEngine]
    public async Task Where_there_is_an_administrator_no_link_is_shown_and_old_ones_are_dead(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        await using var second = await server.StartAnotherNodeAsync();
        var (used, unused) = (LinkSecret(server), LinkSecret(second));
        (await SetUpAsync(server, used)).Expect(200);

        await using var third = await server.StartAnotherNodeAsync();

        third.Console.ShouldNotContain("/admin/setup");
        third.Console.ShouldContain("Sign in:");
        (await SetUpAsync(server, unused, "second")).ExpectError(400, "headlesskey_invalid_setup_link");
    }

    [Theory, EveryEngine]
    public async Task The_links_secret_is_in_no_log(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var secret = LinkSecret(server);
        await SetUpAsync(server, secret, password: "short");
        await SetUpAsync(server, secret);

        server.Log.Lines.ShouldAllBe(line => !line.Contains(secret));
    }

    internal static string LinkSecret(TestServer server) =>
        Regex.Match(server.Console, "/admin/setup#([A-Za-z0-9_-]{43})\\s").Groups[1].Value is { Length: > 0 } secret
            ? secret
            : throw new InvalidOperationException(server.Console);

    internal static Task<Answer> SetUpAsync(
        TestServer server, string token, string login = "root", string? email = null, string password = "a long enough password") =>
        PostAsync(server, new { token, username = login, email = email ?? $"{login}@example.test", password });

    private static Task<Answer> PostAsync(TestServer server, object body) =>
        server.Client.SendAsync(HttpMethod.Post, "/admin/api/v1/setup", JsonContent.Create(body));
}
