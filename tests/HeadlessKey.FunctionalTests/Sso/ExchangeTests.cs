using System.Net.Http.Json;
using HeadlessKey.Testing;

namespace HeadlessKey.FunctionalTests.Sso;

/// <summary>An exchange as the contract has it.</summary>
public sealed class ExchangeTests
{
    [Theory, EveryEngine]
    public async Task Who_comes_over_gets_what_a_sign_in_gives(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, SsoRequests.ReachesLoopback);
        await using var site = await RemoteSite.StartAsync(server);
        await server.AddSiteAsync(site.Entry());

        var answer = (await server.ExchangeAsync(site.Token())).Expect(200);

        Names(answer).ShouldBe(Names((await server.Client.LoginAsync()).Expect(200)));
        var user = answer.Json.GetProperty("user");
        user.GetProperty("user_login").GetString().ShouldBe("grace");
        user.GetProperty("user_email").GetString().ShouldBe("grace@example.test");
        user.GetProperty("display_name").GetString().ShouldBe("Grace Hopper");
        user.GetProperty("roles").EnumerateArray().Select(role => role.GetString()).ShouldBe(["subscriber"]);
        (await server.Client.ValidateAsync(answer.AccessToken)).Expect(200);
        (await server.Client.RefreshAsync(answer.RefreshToken)).Expect(200);
        (await server.CountEventsAsync("sso.exchanged", answer.SessionId)).ShouldBe(1);
        (await server.CountEventsAsync("user.created")).ShouldBe(2); // the test's own user is one
    }

    [Theory]
    [InlineData("HS256"), InlineData("RS256"), InlineData("ES256")]
    public async Task Every_algorithm_of_the_contract_comes_over(string algorithm)
    {
        await using var server = await TestServer.StartAsync(EveryEngineAttribute.Sqlite, SsoRequests.ReachesLoopback);
        await using var site = await RemoteSite.StartAsync(server);
        await server.AddSiteAsync(site.Entry(algorithm: algorithm));
        var pem = algorithm == "RS256" ? site.Rsa.ExportSubjectPublicKeyInfoPem() : site.Ec.ExportSubjectPublicKeyInfoPem();
        await server.AddSiteAsync(site.Entry("pinned", algorithm == "HS256" ? "ES256" : algorithm, publicKey: algorithm == "HS256" ? site.Ec.ExportSubjectPublicKeyInfoPem() : pem));

        (await server.ExchangeAsync(site.Token(algorithm))).Expect(200);
        (await server.ExchangeAsync(site.Token(algorithm == "HS256" ? "ES256" : algorithm), "pinned")).ExpectError(409, "headlesskey_sso_link_required"); // the address is somebody's by now
    }

    [Theory, EveryEngine]
    public async Task What_the_body_does_not_have_may_stand_in_headers(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, SsoRequests.ReachesLoopback);
        await using var site = await RemoteSite.StartAsync(server);
        await server.AddSiteAsync(site.Entry());
        var body = server.Exchange(site.Token());
        (string, string)[] headers =
        [
            ("X-HeadlessKey-Site", body["site_key"]), ("X-HeadlessKey-Signature", body["signature"]),
            ("X-HeadlessKey-Timestamp", body["timestamp"]), ("X-HeadlessKey-Nonce", body["nonce"]),
        ];

        (await server.Client.SendAsync(HttpMethod.Post, $"{SsoRequests.Root}/sso/exchange", JsonContent.Create(new { token = body["token"] }), "not a good bearer", headers)).Expect(200);
    }

    [Theory, EveryEngine]
    public async Task The_plugins_form_signs_the_token_alone_where_the_entry_allows_it(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, SsoRequests.ReachesLoopback);
        await using var site = await RemoteSite.StartAsync(server);
        await server.AddSiteAsync(site.Entry(requiresNonce: false));
        var token = site.Token();

        (await server.Client.PostFormAsync("/sso/exchange", ("site_key", "other"), ("token", token), ("signature", SsoRequests.Hmac(RemoteSite.Secret, token)))).Expect(200);

        // Once all the same, and what is said of time and nonce still counts.
        await server.ShouldBeRejectedAsync(() => server.Client.PostAsync("/sso/exchange", new { site_key = "other", token, signature = SsoRequests.Hmac(RemoteSite.Secret, token) }), "other: token_used");
        await server.ShouldBeRejectedAsync(() => server.ExchangeAsync(site.Token(), timestamp: server.Now(-61)), "other: wrong_time");
    }

    [Theory, EveryEngine]
    public async Task A_timestamp_may_be_a_number(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, SsoRequests.ReachesLoopback);
        await using var site = await RemoteSite.StartAsync(server);
        await server.AddSiteAsync(site.Entry());
        var body = server.Exchange(site.Token());

        (await server.Client.PostAsync("/sso/exchange", new
        {
            site_key = "other", token = body["token"], nonce = body["nonce"], signature = body["signature"], timestamp = server.Clock.GetUtcNow().ToUnixTimeSeconds(),
        })).Expect(200);
    }

    [Theory, EveryEngine]
    public async Task What_is_missing_is_named(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);

        var answer = (await server.Client.PostAsync("/sso/exchange", new { })).ExpectError(400, "rest_missing_callback_param");

        answer.Json.GetProperty("data").GetProperty("params").EnumerateArray().Select(name => name.GetString()).ShouldBe(["site_key", "signature", "token"], ignoreOrder: true);
    }

    [Theory, EveryEngine, Promise("O1")]
    public async Task One_token_brought_by_fifty_at_once_gives_one_session(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, SsoRequests.ReachesLoopback);
        await using var other = await server.StartAnotherNodeAsync();
        await using var site = await RemoteSite.StartAsync(server);
        await server.AddSiteAsync(site.Entry());
        await other.KnowSitesAsync();
        var token = site.Token();

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => (i % 2 == 0 ? server : other).ExchangeAsync(token)));

        answers.Count(answer => answer.Status == 200).ShouldBe(1);
        answers.Where(answer => answer.Status != 200).ShouldAllBe(answer => answer.Code == "headlesskey_sso_rejected");
        (await server.SessionsAsync()).Count.ShouldBe(1);
        (await server.QueryAsync("select id from users", "id")).Count.ShouldBe(2);
    }

    [Theory, EveryEngine, Promise("O1")]
    public async Task One_call_sent_fifty_times_at_once_is_let_in_once(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, SsoRequests.ReachesLoopback);
        await using var site = await RemoteSite.StartAsync(server);
        await server.AddSiteAsync(site.Entry());
        var body = server.Exchange(site.Token());

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => server.Client.PostAsync("/sso/exchange", body)));

        answers.Count(answer => answer.Status == 200).ShouldBe(1);
        site.ProfilesAsked.ShouldBe(1); // whoever only repeats does not make this server ask around
    }

    [Theory, EveryEngine]
    public async Task Many_first_comers_at_once_get_an_account_each_with_a_login_of_its_own(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, SsoRequests.ReachesLoopback);
        await using var site = await RemoteSite.StartAsync(server);
        await server.AddSiteAsync(site.Entry());
        site.Me = context =>
        {
            var subject = Jwt.Claims(context.Request.Headers.Authorization.ToString()["Bearer ".Length..]).GetProperty("sub").GetString();
            return RemoteSite.Json($$"""{"ID":{{subject}},"user_login":"grace","user_email":"grace{{subject}}@example.test","email_verified":true}""");
        };

        var answers = await Task.WhenAll(Enumerable.Range(1, 8).Select(id =>
            server.ExchangeAsync(site.Sign(site.Draft().WithClaim("sub", $"\"{id}\"").WithClaim("sid", null)))));

        answers.ShouldAllBe(answer => answer.Status == 200);
        answers.Select(answer => answer.Json.GetProperty("user").GetProperty("user_login").GetString()).ShouldBeUnique();
    }

    [Theory, EveryEngine]
    public async Task A_device_limit_and_a_device_name_hold_here_too(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, SsoRequests.ReachesLoopback, ("HeadlessKey:Sessions:Limit", "1"), ("HeadlessKey:Sessions:WhenFull", "reject"));
        await using var site = await RemoteSite.StartAsync(server);
        await server.AddSiteAsync(site.Entry());
        var first = (await server.ExchangeAsync(site.Token())).Expect(200);
        var waiting = site.Token();

        (await server.ExchangeAsync(waiting)).ExpectError(403, "headlesskey_device_limit").Json.GetProperty("data").GetProperty("limit").GetInt32().ShouldBe(1);

        // The token was not used up by that: who signs the other device out comes in with it.
        (await server.Client.RevokeAsync(first.AccessToken)).Expect(200);
        (await server.ExchangeAsync(waiting)).Expect(200);
    }

    [Theory, EveryEngine]
    public async Task An_account_that_is_switched_off_stays_out(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, SsoRequests.ReachesLoopback);
        await using var site = await RemoteSite.StartAsync(server);
        await server.AddSiteAsync(site.Entry());
        (await server.ExchangeAsync(site.Token())).Expect(200);
        await server.DisableAsync("grace");

        (await server.ExchangeAsync(site.Token())).ExpectError(403, "headlesskey_account_disabled");

        (await server.SessionsAsync()).ShouldBeEmpty();
        (await server.ReasonsAsync()).ShouldBe(["other: account_disabled"]);
    }

    private static IEnumerable<string> Names(Answer answer) => answer.Json.EnumerateObject().Select(member => member.Name);
}
