using System.Globalization;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using HeadlessKey.Directory;
using HeadlessKey.Sites;
using Microsoft.Extensions.DependencyInjection;

namespace HeadlessKey.FunctionalTests.Sso;

/// <summary>What sites and their people do.</summary>
internal static class SsoRequests
{
    public const string Root = "/wp-json/headlesskey/v1";

    /// <summary>Lets requests of the server's own reach this machine.</summary>
    public static readonly (string Key, string? Value) ReachesLoopback = ("HeadlessKey:Outbound:AllowedNetworks:0", "127.0.0.0/8");

    /// <summary>Adds a site's entry, and waits for no poll.</summary>
    public static async Task AddSiteAsync(this TestServer server, SsoSite site)
    {
        (await server.Services.GetRequiredService<SiteRegistry>().AddAsync(site)).ShouldBeNull();
        await server.KnowSitesAsync();
    }

    public static Task KnowSitesAsync(this TestServer server) =>
        server.Services.GetRequiredService<SsoSiteList>().CatchUpAsync(CancellationToken.None);

    public static SiteRegistry Registry(this TestServer server) => server.Services.GetRequiredService<SiteRegistry>();

    public static string NewNonce() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    public static string Now(this TestServer server, int plusSeconds = 0) =>
        (server.Clock.GetUtcNow().ToUnixTimeSeconds() + plusSeconds).ToString(CultureInfo.InvariantCulture);

    /// <summary>HMAC-SHA256 as any program would compute it.</summary>
    public static string Hmac(string secret, string text) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(text)));

    /// <summary>An exchange as the contract describes it; what is given stands in the place of what would be right.</summary>
    public static Task<Answer> ExchangeAsync(
        this TestServer server, string token, string site = "other", string secret = RemoteSite.Secret, string? timestamp = null, string? nonce = null,
        string? signature = null, string? signedToken = null) =>
        server.Client.PostAsync("/sso/exchange", server.Exchange(token, site, secret, timestamp, nonce, signature, signedToken));

    /// <summary>The body of an exchange.</summary>
    public static Dictionary<string, string> Exchange(
        this TestServer server, string token, string site = "other", string secret = RemoteSite.Secret, string? timestamp = null, string? nonce = null,
        string? signature = null, string? signedToken = null)
    {
        timestamp ??= server.Now();
        nonce ??= NewNonce();
        return new Dictionary<string, string>
        {
            ["site_key"] = site,
            ["token"] = token,
            ["timestamp"] = timestamp,
            ["nonce"] = nonce,
            ["signature"] = signature ?? Hmac(secret, $"{site}\n{timestamp}\n{nonce}\n{signedToken ?? token}"),
        };
    }

    /// <summary>The call is refused, in the one way that there is; the record alone says why, if a site has signed the call.</summary>
    public static async Task ShouldBeRejectedAsync(this TestServer server, Func<Task<Answer>> call, string reason)
    {
        var before = await server.ReasonsAsync();
        (await call()).ExpectError(401, "headlesskey_sso_rejected");
        (await server.ReasonsAsync()).Skip(before.Count).ShouldBe(reason == Unsigned ? [] : [reason]);
    }

    /// <summary>What no site has signed leaves nothing in the record: anybody could fill it.</summary>
    public const string Unsigned = "";

    /// <summary>Why calls were refused, in order.</summary>
    public static Task<List<string>> ReasonsAsync(this TestServer server) =>
        server.QueryAsync("select id, detail from security_events where type = 'sso.refused' order by id", "detail");

    public static Task<List<string>> SessionsAsync(this TestServer server) =>
        server.QueryAsync("select id from sessions where ended_at is null", "id");

    /// <summary>The site says that somebody's session over there is over.</summary>
    public static Task<Answer> TellLogoutAsync(
        this TestServer server, string session, string site = "other", string secret = RemoteSite.Secret, string? timestamp = null, string? nonce = null,
        string? signature = null)
    {
        timestamp ??= server.Now();
        nonce ??= NewNonce();
        return server.Client.PostAsync("/sso/logout", new
        {
            site_key = site, session, timestamp, nonce, signature = signature ?? Hmac(secret, $"{site}\n{timestamp}\n{nonce}\nlogout\n{session}"),
        });
    }

    public static Task<Answer> LinkAsync(this TestServer server, string bearer, object body) =>
        server.Client.SendAsync(HttpMethod.Post, $"{Root}/sso/links", JsonContent.Create(body), bearer);

    /// <summary>Links the account of who is signed in with the person of the site's token, as its owner does.</summary>
    public static async Task LinkWithPasswordAsync(this TestServer server, RemoteSite site, Answer login)
    {
        var body = server.Exchange(site.Token());
        body["current_password"] = TestUser.Password;
        (await server.LinkAsync(login.AccessToken, body)).Expect(201);
    }

    /// <summary>Which links were taken away and how, in order.</summary>
    public static Task<List<string>> HowUnlinkedAsync(this TestServer server) =>
        server.QueryAsync("select id, detail from security_events where type = 'sso.unlinked' order by id", "detail");

    public static Task<Answer> UnlinkAsync(this TestServer server, string bearer, string site = "other") =>
        server.Client.SendAsync(HttpMethod.Delete, $"{Root}/sso/links/{site}", content: null, bearer);

    public static async Task SetRolesOfAsync(this TestServer server, string login, params string[] roles) =>
        (await server.Services.GetRequiredService<UserAccounts>().SetRolesAsync(await server.UserIdAsync(login), roles)).ShouldBeNull();

    public static Task ExecuteUpdateAsync(this TestServer server, string sql) => Attacks.Intruder.ExecuteAsync(server, sql);
}
