using System.Text.Json.Nodes;
using HeadlessKey.FunctionalTests.Sso;
using HeadlessKey.Sites;
using HeadlessKey.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace HeadlessKey.FunctionalTests.Attacks;

/// <summary>A remote site that is down, slow, or hostile, and a database that fails: nobody gets in, and nobody else is hurt.</summary>
public sealed class SsoRemoteFailureTests
{
    [Theory, EveryEngine, Promise("W1")]
    public async Task A_site_that_hangs_costs_its_own_people_a_moment_and_nobody_else_anything(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, SsoRequests.ReachesLoopback, ("HeadlessKey:Sso:Timeout", "00:00:02"));
        await using var slow = await RemoteSite.StartAsync(server);
        await using var well = await RemoteSite.StartAsync(server);
        await server.AddSiteAsync(slow.Entry("slow"));
        await server.AddSiteAsync(well.Entry("well"));
        var login = (await server.Client.LoginAsync()).Expect(200);
        slow.Keys = _ => new Hanging();
        slow.Me = _ => new Hanging();

        var waiting = Task.WhenAll(Enumerable.Range(0, 20).Select(_ => server.ExchangeAsync(slow.Token(), "slow")));
        (await server.ExchangeAsync(well.Token(), "well")).Expect(200);
        (await server.Client.ValidateAsync(login.AccessToken)).Expect(200);
        (await server.Client.LoginAsync()).Expect(200);
        waiting.IsCompleted.ShouldBeFalse();

        (await waiting.WaitAsync(TimeSpan.FromSeconds(20))).ShouldAllBe(answer => answer.Code == "headlesskey_sso_rejected");
        slow.KeysAsked.ShouldBe(1); // those who came meanwhile waited for the same answer
    }

    [Theory, EveryEngine, Promise("O1")]
    public async Task A_key_set_is_believed_only_for_what_it_may_say(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, SsoRequests.ReachesLoopback);
        await using var site = await RemoteSite.StartAsync(server);
        await server.AddSiteAsync(site.Entry());
        var weak = System.Security.Cryptography.RSA.Create(1024);

        foreach (var keys in new Func<HttpContext, IResult>[]
        {
            _ => Results.StatusCode(500),
            _ => Results.Redirect("/other-keys"),
            _ => RemoteSite.Json("nonsense"),
            _ => RemoteSite.Json("""{"keys":{}}"""),
            _ => RemoteSite.Json($$"""{"keys":[{{site.EcKey()}}],"padding":"{{new string('x', 70_000)}}"}"""),
            _ => RemoteSite.Json($$"""{"keys":[{{string.Join(',', Enumerable.Repeat("{}", 65))}},{{site.EcKey()}}]}"""),
            _ => Keys(With(site.EcKey(), "use", "enc")),
            _ => Keys(With(site.EcKey(), "alg", "ES384")),
            _ => Keys(With(site.EcKey(), "alg", "HS256")),
            _ => Keys(With(site.EcKey(), "crv", "P-384")),
            _ => Keys(With(site.EcKey(), "x", "AAAA")),
            _ => Keys(With(site.EcKey(), "y", Convert.ToBase64String(new byte[32]).Replace("=", string.Empty, StringComparison.Ordinal))),
            _ => Keys(site.EcKey(), site.EcKey()), // two of one name: which one was meant?
            _ => Keys(new JsonObject { ["kty"] = "oct", ["kid"] = site.Kid, ["alg"] = "ES256", ["k"] = "AAAA" }),
        })
        {
            site.Keys = keys;
            await server.ShouldBeRejectedAsync(() => server.ExchangeAsync(site.Token()), "other: token_key");
            server.Clock.Advance(TimeSpan.FromSeconds(15));
        }

        // HMAC keys and weak or worthless RSA keys in a set are no keys; nor is a set a way to another algorithm.
        await server.AddSiteAsync(site.Entry("rsa", "RS256"));
        site.Keys = _ => Keys(
            new JsonObject { ["kty"] = "oct", ["kid"] = "h", ["k"] = "AAAA" },
            With(With(site.RsaKey(), "e", "AQ"), "kid", "one"),
            With(With(site.RsaKey(), "n", Base64(weak.ExportParameters(false).Modulus!)), "kid", "weak"));
        foreach (var (kid, sign) in new (string, Func<ForgedToken, string>)[]
        {
            ("h", token => token.SignedHmac([0, 0, 0])),
            ("one", token => token.Signed(new byte[256])),
            ("weak", token => token.Signed(weak.SignData(System.Text.Encoding.ASCII.GetBytes(token.SignedWithText(string.Empty).TrimEnd('.')), System.Security.Cryptography.HashAlgorithmName.SHA256, System.Security.Cryptography.RSASignaturePadding.Pkcs1))),
        })
        {
            await server.ShouldBeRejectedAsync(
                () => server.ExchangeAsync(sign(site.Draft("RS256").WithParameter("kid", $"\"{kid}\"")), "rsa"), "rsa: token_key");
            server.Clock.Advance(TimeSpan.FromSeconds(15));
        }
    }

    [Theory, EveryEngine]
    public async Task Keys_are_kept_a_while_read_anew_for_a_new_name_and_good_for_a_day_without_the_site(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, SsoRequests.ReachesLoopback);
        await using var site = await RemoteSite.StartAsync(server);
        await server.AddSiteAsync(site.Entry());
        (await server.ExchangeAsync(site.Token())).Expect(200);
        (await server.ExchangeAsync(site.Token())).Expect(200);
        site.KeysAsked.ShouldBe(1);

        // A new key over there: found at once when the last reading is some seconds ago, and not read for every made-up name.
        site.Ec.Dispose();
        site.Ec = System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP256);
        site.Kid = "key-2";
        await server.ShouldBeRejectedAsync(() => server.ExchangeAsync(site.Token()), "other: token_key");
        site.KeysAsked.ShouldBe(1);
        server.Clock.Advance(TimeSpan.FromSeconds(15));
        (await server.ExchangeAsync(site.Token())).Expect(200);
        site.KeysAsked.ShouldBe(2);

        // The site shows its keys no more: what was read counts for a day, and not a second longer.
        site.Keys = _ => Results.StatusCode(503);
        server.Clock.Advance(TimeSpan.FromHours(24) - TimeSpan.FromSeconds(1));
        (await server.ExchangeAsync(site.Token())).Expect(200);
        server.Clock.Advance(TimeSpan.FromSeconds(1));
        await server.ShouldBeRejectedAsync(() => server.ExchangeAsync(site.Token()), "other: token_key");
    }

    [Theory, EveryEngine, Promise("R6")]
    public async Task An_entry_does_not_lead_into_the_private_network(string engine)
    {
        await using var server = await TestServer.StartAsync(engine); // nothing inside is allowed here
        await using var site = await RemoteSite.StartAsync(server);
        await server.AddSiteAsync(site.Entry("keys"));
        await server.AddSiteAsync(site.Entry("name", jwksUrl: $"http://localhost:{site.Address.Port}/jwks"));
        await server.AddSiteAsync(site.Entry("profile", publicKey: site.Ec.ExportSubjectPublicKeyInfoPem()));
        await server.AddSiteAsync(site.Entry("metadata", publicKey: site.Ec.ExportSubjectPublicKeyInfoPem(), userinfoUrl: "https://169.254.169.254/latest/meta-data"));

        await server.ShouldBeRejectedAsync(() => server.ExchangeAsync(site.Token(), "keys"), "keys: token_key");
        await server.ShouldBeRejectedAsync(() => server.ExchangeAsync(site.Token(), "name"), "name: token_key");
        await server.ShouldBeRejectedAsync(() => server.ExchangeAsync(site.Token(), "profile"), "profile: profile_missing");
        await server.ShouldBeRejectedAsync(() => server.ExchangeAsync(site.Token(), "metadata"), "metadata: profile_missing");

        (site.KeysAsked, site.ProfilesAsked).ShouldBe((0, 0));
        server.Log.Lines.ShouldContain(line => line.Contains("address not allowed", StringComparison.Ordinal));
    }

    [Theory, EveryEngine, Promise("W1")]
    public async Task Whatever_table_fails_nobody_comes_over(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, SsoRequests.ReachesLoopback);
        await using var site = await RemoteSite.StartAsync(server);
        await server.AddSiteAsync(site.Entry());
        (await server.ExchangeAsync(site.Token())).Expect(200);

        foreach (var table in new[] { "sso_sites", "sso_links", "sso_used", "sso_remote_sessions", "sso_sessions", "sessions", "users", "security_events" })
        {
            await server.ExecuteAsync($"alter table {table} rename to gone");
            (await server.ExchangeAsync(site.Token())).Status.ShouldBe(500, table);
            (await server.ExchangeAsync(site.Token(), secret: "somebody else's secret of some length")).Status.ShouldBeOneOf([401, 500], table);
            (await server.TellLogoutAsync("remote-session", secret: "somebody else's secret of some length")).Status.ShouldBeOneOf([401, 500], table);
            await server.ExecuteAsync($"alter table gone rename to {table}");
        }

        (await server.SessionsAsync()).Count.ShouldBe(1);
        (await server.ExchangeAsync(site.Token())).Expect(200);
    }

    [Theory, EveryEngine, Promise("W1")]
    public async Task An_entry_that_was_moved_or_damaged_is_no_entry_and_costs_the_others_nothing(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, SsoRequests.ReachesLoopback);
        await using var site = await RemoteSite.StartAsync(server);
        await server.AddSiteAsync(site.Entry("one"));
        await server.AddSiteAsync(site.Entry("two"));

        // Who can write to the database would like the secret of one site, which they know, to be another's.
        await server.ExecuteAsync("update sso_sites set version = version + 1, sealed_secret = (select sealed_secret from sso_sites where key = 'two') where key = 'one'");
        await server.KnowSitesAsync();

        await server.ShouldBeRejectedAsync(() => server.ExchangeAsync(site.Token(), "one"), SsoRequests.Unsigned);
        (await server.ExchangeAsync(site.Token(), "two")).Expect(200);
        (await server.Services.GetRequiredService<SiteRegistry>().RemoveAsync("one")).ShouldBeTrue(); // it can still be removed
    }

    private static IResult Keys(params JsonObject[] keys) => RemoteSite.Json(new JsonObject { ["keys"] = new JsonArray([.. keys]) }.ToJsonString());

    private static JsonObject With(JsonObject key, string name, string value)
    {
        key[name] = value;
        return key;
    }

    private static string Base64(byte[] bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);

    /// <summary>An answer that never comes.</summary>
    private sealed class Hanging : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext) =>
            Task.Delay(TimeSpan.FromSeconds(30), httpContext.RequestAborted).ContinueWith(static _ => { }, TaskScheduler.Default);
    }
}
