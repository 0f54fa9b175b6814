using System.Text;
using HeadlessKey.FunctionalTests.Sso;
using HeadlessKey.Testing;
using Microsoft.AspNetCore.Http;

namespace HeadlessKey.FunctionalTests.Attacks;

/// <summary>Who wants to come over without being let: by a changed call, a changed token, or a site that lies.</summary>
public sealed class SsoExchangeTests
{
    [Theory, EveryEngine, Promise("O1")]
    public async Task A_call_that_was_changed_is_refused(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, SsoRequests.ReachesLoopback, ("Logging:LogLevel:HeadlessKey", "Information"));
        await using var site = await RemoteSite.StartAsync(server);
        await server.AddSiteAsync(site.Entry());
        await server.AddSiteAsync(site.Entry("twin"));
        await server.Registry().DisableAsync("twin");
        await server.KnowSitesAsync();
        var token = site.Token();

        (Func<Task<Answer>> Call, string Reason)[] calls =
        [
            (() => server.ExchangeAsync(token, site: "nobody"), SsoRequests.Unsigned),
            (() => server.ExchangeAsync(token, site: "OTHER"), SsoRequests.Unsigned),
            (() => server.ExchangeAsync(token, site: "twin"), "twin: site_disabled"),
            (() => server.ExchangeAsync(token, secret: RemoteSite.Secret + "."), SsoRequests.Unsigned),
            (() => server.ExchangeAsync(token, signature: "0"), SsoRequests.Unsigned),
            (() => server.ExchangeAsync(token, signature: new string('0', 64)), SsoRequests.Unsigned),
            (() => server.ExchangeAsync(token, signedToken: site.Token()), SsoRequests.Unsigned),
            (() => server.ExchangeAsync(token, timestamp: server.Now(-61)), "other: wrong_time"),
            (() => server.ExchangeAsync(token, timestamp: server.Now(61)), "other: wrong_time"),
            (() => server.ExchangeAsync(token, timestamp: "soon"), "other: wrong_time"),
            (() => server.ExchangeAsync(token, timestamp: "99999999999999999999"), "other: wrong_time"),
            (() => server.ExchangeAsync(token, timestamp: $"{server.Now()}.5"), "other: wrong_time"),
            (() => server.ExchangeAsync(token, nonce: "short"), "other: nonce_form"),
            (() => server.ExchangeAsync(token, nonce: new string('n', 129)), "other: nonce_form"),
            (() => server.ExchangeAsync(token, nonce: "two\nlines of it"), "other: nonce_form"),
            (() => server.Client.PostAsync("/sso/exchange", new { site_key = "other", token, signature = SsoRequests.Hmac(RemoteSite.Secret, token) }), "other: nonce_missing"),
            (() => Without(server, token, "nonce"), SsoRequests.Unsigned),
            (() => Without(server, token, "timestamp"), SsoRequests.Unsigned),
            (() => UpperCase(server, token), SsoRequests.Unsigned),
        ];
        foreach (var (call, reason) in calls)
        {
            await server.ShouldBeRejectedAsync(call, reason);
        }

        server.Log.Lines.Count(line => line.Contains("A call for the site ", StringComparison.Ordinal)).ShouldBe(2); // one a minute for each site
        (await server.SessionsAsync()).ShouldBeEmpty();
        site.ProfilesAsked.ShouldBe(0); // who cannot sign makes this server ask nobody
        site.KeysAsked.ShouldBe(0);
        (await server.ExchangeAsync(token, timestamp: server.Now(-60))).Expect(200); // and none of it has spoilt the token
    }

    [Theory, EveryEngine, Promise("O1")]
    public async Task A_token_that_is_not_the_sites_for_us_and_now_is_refused(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, SsoRequests.ReachesLoopback);
        await using var site = await RemoteSite.StartAsync(server);
        await server.AddSiteAsync(site.Entry());
        await server.AddSiteAsync(site.Entry("audience", audience: "https://auth.example.test"));
        await server.AddSiteAsync(site.Entry("rsa", "RS256"));
        await server.AddSiteAsync(site.Entry("hmac", "HS256"));
        var now = server.Clock.GetUtcNow().ToUnixTimeSeconds();
        var draft = site.Draft();
        var ecPem = Encoding.ASCII.GetBytes(site.Ec.ExportSubjectPublicKeyInfoPem());
        var rsaPem = Encoding.ASCII.GetBytes(site.Rsa.ExportSubjectPublicKeyInfoPem());

        (string Token, string Site, string Reason)[] tokens =
        [
            ("nonsense", "other", "token_form"),
            (Jwt.Forge(site.Token()), "other", "token_signature"),
            (site.Token() + "A", "other", "token_signature"),
            (site.Sign(draft.WithClaim("iss", "\"https://auth.example.test\"")), "other", "token_issuer"),
            (site.Sign(draft.WithClaim("iss", "\"https://other.example.test/\"")), "other", "token_issuer"),
            (site.Sign(draft.WithClaim("iss", "[\"https://other.example.test\"]")), "other", "token_form"),
            (site.Sign(draft.WithClaim("aud", "\"https://somebody.example.test\"")), "other", "token_audience"),
            (site.Sign(draft.WithClaim("aud", "\"https://somebody.example.test\"")), "audience", "token_audience"),
            (site.Sign(draft), "audience", "token_audience"),
            (site.Sign(draft.WithClaim("exp", $"{now}")), "other", "token_expired"),
            (site.Sign(draft.WithClaim("exp", $"{now + (32 * 86400)}")), "other", "token_lifetime"), // its session's end would be forgotten before it
            (site.Sign(draft.WithClaim("iat", $"{now - (31 * 86400)}")), "other", "token_lifetime"),
            (site.Sign(draft.WithClaim("exp", null)), "other", "token_form"),
            (site.Sign(draft.WithClaim("exp", "\"tomorrow\"")), "other", "token_form"),
            (site.Sign(draft.WithClaim("nbf", $"{now + 61}")), "other", "token_not_yet_valid"),
            (site.Sign(draft.WithClaim("iat", $"{now + 61}")), "other", "token_not_yet_valid"),
            (site.Sign(draft.WithClaim("sub", null)), "other", "token_form"),
            (site.Sign(draft.WithClaim("sub", "42")), "other", "token_form"),
            (site.Sign(draft.WithClaim("sub", "\"\"")), "other", "token_form"),
            (site.Sign(draft.WithClaim("sid", "7")), "other", "token_form"),
            (site.Sign(draft.WithRawClaims("\"sub\":\"1\"")), "other", "token_form"), // twice
            (site.Sign(draft.WithParameter("kid", "\"another\"")), "other", "token_key"),
            (site.Sign(draft.WithParameter("jku", "\"https://evil.example.test\"")), "other", "token_form"),
            (site.Sign(draft.WithParameter("crit", "[\"exp\"]")), "other", "token_form"),
            (draft.WithParameter("alg", "\"none\"").SignedWithText("AA"), "other", "token_algorithm"),
            (draft.WithParameter("alg", "\"HS256\"").SignedHmac(ecPem), "other", "token_algorithm"),
            (draft.WithParameter("alg", "\"ES256\"").SignedHmac(ecPem), "other", "token_signature"),
            (draft.WithParameter("alg", "\"HS256\"").SignedHmac(rsaPem), "rsa", "token_algorithm"),
            (draft.WithParameter("alg", "\"RS256\"").SignedHmac(rsaPem), "rsa", "token_signature"),
            (site.Sign(site.Draft("RS256")), "other", "token_algorithm"), // the site's own key, but not the pinned algorithm
            (site.Token(), "rsa", "token_algorithm"),
            (site.Draft("HS256").SignedHmac(Encoding.UTF8.GetBytes(RemoteSite.Secret)), "hmac", "token_signature"), // who may call must not be able to sign people in
        ];
        foreach (var (token, key, reason) in tokens)
        {
            await server.ShouldBeRejectedAsync(() => server.ExchangeAsync(token, key), $"{key}: {reason}");
        }

        (await server.QueryAsync("select id from users", "id")).Count.ShouldBe(1);
        site.KeysAsked.ShouldBeLessThanOrEqualTo(3); // an unknown key id is no way to make this server ask again and again
        (await server.ExchangeAsync(site.Sign(draft.WithClaim("aud", "[\"x\",\"https://auth.example.test\"]")), "audience")).Expect(200);
    }

    [Theory, EveryEngine, Promise("O1")]
    public async Task One_token_in_another_spelling_is_the_same_token(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, SsoRequests.ReachesLoopback);
        await using var site = await RemoteSite.StartAsync(server);
        await server.AddSiteAsync(site.Entry());
        var draft = site.Draft();
        (await server.ExchangeAsync(site.Sign(draft))).Expect(200);

        // ES256 can be signed anew at any time by who has the key, and (r, n - s) by who has not; a jti is one token's only.
        await server.ShouldBeRejectedAsync(() => server.ExchangeAsync(site.Sign(draft)), "other: token_used");
        await server.ShouldBeRejectedAsync(() => server.ExchangeAsync(site.Sign(draft.WithClaim("roles", "[]"))), "other: token_used");
    }

    [Theory, EveryEngine, Promise("O1")]
    public async Task Every_refusal_reads_the_same(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, SsoRequests.ReachesLoopback);
        await using var site = await RemoteSite.StartAsync(server);
        await server.AddSiteAsync(site.Entry());

        Answer[] answers =
        [
            await server.ExchangeAsync(site.Token(), site: "nobody"),
            await server.ExchangeAsync(site.Token(), secret: "somebody else's secret of some length"),
            await server.ExchangeAsync(site.Token(), timestamp: server.Now(-3600)),
            await server.ExchangeAsync(Jwt.Forge(site.Token())),
            await server.ExchangeAsync(new string('x', 60_000)),
            await server.TellLogoutAsync("some session", site: "nobody"),
        ];

        answers.Select(answer => answer.Status).ShouldAllBe(status => status == 401);
        answers.Select(answer => answer.Body).Distinct().Count().ShouldBe(1);
        answers.Select(answer => answer.HeadersText()).Distinct().Count().ShouldBe(1);
    }

    [Theory, EveryEngine, Promise("O1"), Promise("W1")]
    public async Task A_site_that_lies_about_whom_a_token_belongs_to_is_refused(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, SsoRequests.ReachesLoopback);
        await using var site = await RemoteSite.StartAsync(server);
        await server.AddSiteAsync(site.Entry());

        foreach (var (profile, reason) in new (Func<HttpContext, IResult>, string)[]
        {
            (_ => RemoteSite.Json("""{"ID":1,"user_login":"ada","email_verified":true}"""), "profile_of_another"),
            (_ => RemoteSite.Json("""{"ID":42,"sub":"1","user_login":"ada"}"""), "profile_of_another"),
            (_ => RemoteSite.Json("""{"user_login":"ada"}"""), "profile_of_another"),
            (_ => RemoteSite.Json("""{"ID":42,"ID":1}"""), "profile_missing"),
            (_ => RemoteSite.Json("[]"), "profile_missing"),
            (_ => RemoteSite.Json("<html>"), "profile_missing"),
            (_ => RemoteSite.Json($$"""{"ID":42,"padding":"{{new string('x', 70_000)}}"}"""), "profile_missing"),
            (_ => Results.StatusCode(401), "profile_missing"), // revoked over there
            (_ => Results.StatusCode(500), "profile_missing"),
            (_ => Results.Redirect("/jwks"), "profile_missing"),
        })
        {
            site.Me = profile;
            await server.ShouldBeRejectedAsync(() => server.ExchangeAsync(site.Token()), $"other: {reason}");
        }

        (await server.SessionsAsync()).ShouldBeEmpty();
        (await server.QueryAsync("select id from users", "id")).Count.ShouldBe(1);
    }

    [Theory, EveryEngine]
    public async Task No_secret_of_a_site_is_in_the_database_the_log_or_an_answer(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, SsoRequests.ReachesLoopback, ("Logging:LogLevel:Default", "Trace"));
        await using var site = await RemoteSite.StartAsync(server);
        await server.AddSiteAsync(site.Entry(algorithm: "HS256", knownAs: "us"));
        var token = site.Token("HS256");
        site.Me = _ => Results.StatusCode(500);
        (await server.ExchangeAsync(token)).Expect(401);
        site.Me = _ => throw new InvalidOperationException();
        (await server.ExchangeAsync(token)).Expect(401);

        var kept = string.Join('\n', [.. server.Log.Lines, await server.DumpAsync()]);
        foreach (var secret in new[] { RemoteSite.Secret, RemoteSite.TokenSecret, token, token.Split('.')[2] })
        {
            kept.ShouldNotContain(secret);
        }
    }

    private static Task<Answer> Without(TestServer server, string token, string member)
    {
        var body = server.Exchange(token);
        body.Remove(member);
        return server.Client.PostAsync("/sso/exchange", body);
    }

    private static Task<Answer> UpperCase(TestServer server, string token)
    {
        var body = server.Exchange(token);
        body["signature"] = body["signature"].ToUpperInvariant();
        return server.Client.PostAsync("/sso/exchange", body);
    }
}
