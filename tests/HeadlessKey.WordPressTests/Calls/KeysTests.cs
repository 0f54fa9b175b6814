using System.Net;
using HeadlessKey.FunctionalTests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using ConnectorKeys = HeadlessKey.WordPress.ConnectorKeys;

namespace HeadlessKey.WordPressTests.Calls;

/// <summary><c>/keys</c>: what the site learns about the server's keys.</summary>
[Collection(WholeSiteCollection.Name)] // the site has one list of the keys that it was told, and every server says its own at its start
public sealed class KeysTests(WordPressSite site)
{
    [SiteFact]
    public async Task A_new_key_counts_from_the_call_on_and_replaces_none_of_the_constants()
    {
        var key = TestKeys.Pushed;
        var user = await site.AddUserAsync();
        var token = (await SiteToken.OfAsync(site, user)).With(token => token.Key = key).Sign();
        (await site.GetMeAsync(token)).ShouldBeError(HttpStatusCode.Unauthorized, "headlesskey_invalid_token");

        var push = new { keys = new[] { new { kid = key.Kid, alg = "ES256", pem = key.Verifier }, new { kid = "hs", alg = "ES256", pem = key.Verifier } } };
        (await site.CallAsync("/keys", push)).ShouldBe(HttpStatusCode.OK)
            .Json.GetProperty("keys").EnumerateArray().Select(kid => kid.GetString()).ShouldBe(["hs", "rs", "es", key.Kid]);

        (await site.GetMeAsync(token)).ShouldBe(HttpStatusCode.OK);
        (await site.GetMeAsync((await SiteToken.OfAsync(site, user)).With(token => token.Key = TestKeys.Hs256).Sign())).ShouldBe(HttpStatusCode.OK);
        (await site.GetMeAsync((await SiteToken.OfAsync(site, user)).With(token => token.Key = key with { Kid = "hs" }).Sign()))
            .ShouldBeError(HttpStatusCode.Unauthorized, "headlesskey_invalid_token");

        // What the server does not say any more, it has dropped.
        (await site.CallAsync("/keys", new { keys = Array.Empty<object>() })).ShouldBe(HttpStatusCode.OK);
        (await site.GetMeAsync(token)).ShouldBeError(HttpStatusCode.Unauthorized, "headlesskey_invalid_token");
    }

    [SiteFact]
    public async Task A_server_whose_only_key_is_a_secret_has_the_site_forget_the_public_one_that_it_dropped()
    {
        var other = await ServerBeside.OfAsync(site);
        await other.Services.GetRequiredService<ConnectorKeys>().RunOnceAsync(CancellationToken.None); // and so says no more
        var key = TestKeys.Pushed;
        (await site.CallAsync("/keys", new { keys = new[] { new { kid = key.Kid, alg = "ES256", pem = key.Verifier } } })).ShouldBe(HttpStatusCode.OK);
        var token = (await SiteToken.OfAsync(site, await site.AddUserAsync())).With(token => token.Key = key).Sign();
        (await site.GetMeAsync(token)).ShouldBe(HttpStatusCode.OK);

        await using var server = await ServerBeside.StartAsync(site, url: null);

        await Eventually.TrueAsync(
            async () => (await site.GetMeAsync(token)).Code == "headlesskey_invalid_token", TimeSpan.FromSeconds(20), "the site still takes the dropped key");
    }

    [SiteTheory]
    [InlineData("""{}""")]
    [InlineData("""{"keys":[{"kid":"a","alg":"HS256","pem":"MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="}]}""")]
    [InlineData("""{"keys":[{"kid":"a","alg":"ES256","pem":"file:///etc/passwd"}]}""")]
    [InlineData("""{"keys":[{"kid":"a","alg":["ES256"],"pem":"x"}]}""")]
    [InlineData("""{"keys":["a"]}""")]
    public async Task What_is_no_public_key_is_refused(string body) =>
        (await new SignedCall("/keys", body).SendAsync(site)).ShouldBeError(HttpStatusCode.BadRequest, "headlesskey_call_invalid");
}
