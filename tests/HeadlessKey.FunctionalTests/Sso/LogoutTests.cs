using HeadlessKey.Sites;
using HeadlessKey.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace HeadlessKey.FunctionalTests.Sso;

/// <summary>The end of a session, told from site to site.</summary>
public sealed class LogoutTests
{
    [Theory, EveryEngine]
    public async Task A_site_ends_what_came_from_its_session_and_nothing_else(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, SsoRequests.ReachesLoopback);
        await using var site = await RemoteSite.StartAsync(server);
        await server.AddSiteAsync(site.Entry());
        var own = (await server.Client.LoginAsync()).Expect(200);
        var ended = (await server.ExchangeAsync(site.Token())).Expect(200);
        var kept = (await server.ExchangeAsync(site.Sign(site.Draft().WithClaim("sid", "\"another-session\"")))).Expect(200);

        (await server.TellLogoutAsync("remote-session")).Expect(200);

        (await server.Client.ValidateAsync(ended.AccessToken)).ExpectError(401, "headlesskey_revoked_token");
        (await server.Client.RefreshAsync(ended.RefreshToken)).Expect(401);
        (await server.Client.ValidateAsync(kept.AccessToken)).Expect(200);
        (await server.Client.ValidateAsync(own.AccessToken)).Expect(200);

        // A session that never came here gets the same answer, and one that is over over there lets nobody in any more.
        (await server.TellLogoutAsync("no such session")).Expect(200);
        await server.ShouldBeRejectedAsync(() => server.ExchangeAsync(site.Token()), "other: remote_session_ended");
    }

    [Theory, EveryEngine, Promise("O1")]
    public async Task A_log_out_that_is_not_the_sites_own_ends_nothing(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, SsoRequests.ReachesLoopback);
        await using var site = await RemoteSite.StartAsync(server);
        await server.AddSiteAsync(site.Entry(requiresNonce: false));
        var token = site.Token();
        var login = (await server.ExchangeAsync(token)).Expect(200);
        var nonce = SsoRequests.NewNonce();
        var now = server.Now();

        await server.ShouldBeRejectedAsync(() => server.TellLogoutAsync("remote-session", secret: "somebody else's secret of some length"), SsoRequests.Unsigned);
        await server.ShouldBeRejectedAsync(() => server.TellLogoutAsync("remote-session", timestamp: server.Now(-61)), "other: wrong_time");
        await server.ShouldBeRejectedAsync(() => server.TellLogoutAsync("remote-session", site: "nobody"), SsoRequests.Unsigned);

        // What was signed for an exchange, or without a time, is not good for this.
        await server.ShouldBeRejectedAsync(
            () => server.TellLogoutAsync("remote-session", timestamp: now, nonce: nonce, signature: SsoRequests.Hmac(RemoteSite.Secret, $"other\n{now}\n{nonce}\nremote-session")),
            SsoRequests.Unsigned);
        await server.ShouldBeRejectedAsync(
            () => server.Client.PostAsync("/sso/logout", new { site_key = "other", session = "remote-session", signature = SsoRequests.Hmac(RemoteSite.Secret, "remote-session") }),
            SsoRequests.Unsigned);

        (await server.Client.ValidateAsync(login.AccessToken)).Expect(200);

        // Once each: a recorded call cannot be played again.
        (await server.TellLogoutAsync("another", nonce: nonce)).Expect(200);
        await server.ShouldBeRejectedAsync(() => server.TellLogoutAsync("another", nonce: nonce), "other: nonce_used");
    }

    [Theory, EveryEngine]
    public async Task An_exchange_and_the_end_of_its_session_at_once_leave_nobody_in(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, SsoRequests.ReachesLoopback);
        await using var site = await RemoteSite.StartAsync(server);
        await server.AddSiteAsync(site.Entry());

        for (var round = 0; round < 10; round++)
        {
            var session = $"session-{round}";
            var calls = Enumerable.Range(0, 3).Select(_ => server.ExchangeAsync(site.Sign(site.Draft().WithClaim("sid", $"\"{session}\""))));
            await Task.WhenAll([.. calls, server.TellLogoutAsync(session)]);

            (await server.SessionsAsync()).ShouldBeEmpty($"round {round}");
        }
    }

    [Theory, EveryEngine]
    public async Task A_session_that_was_taken_to_a_site_is_told_when_it_ends_however_it_ends(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, SsoRequests.ReachesLoopback);
        await using var site = await RemoteSite.StartAsync(server);
        await server.AddSiteAsync(site.Entry(knownAs: "us", logoutUrl: new Uri(site.Address, "/logout").ToString()));
        var taken = (await server.Client.LoginAsync()).Expect(200);
        var untold = (await server.Client.LoginAsync()).Expect(200);
        await VisitAsync(server, taken.AccessToken);
        (await server.Client.GetAsync($"{SsoRequests.Root}/me", untold.AccessToken)).Expect(200); // a look at the profile by anybody is no visit

        await server.DisableAsync();

        (await server.QueryAsync("select target, message_id from deliveries", "target", "message_id")).ShouldBe([$"sso/other|{taken.SessionId}"]);
    }

    [Theory, EveryEngine]
    public async Task A_visit_counts_only_when_the_site_has_signed_it(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, SsoRequests.ReachesLoopback);
        await using var site = await RemoteSite.StartAsync(server);
        await server.AddSiteAsync(site.Entry(knownAs: "us", logoutUrl: new Uri(site.Address, "/logout").ToString()));
        var login = (await server.Client.LoginAsync()).Expect(200);

        await VisitAsync(server, login.AccessToken, secret: "somebody else's secret of some length");
        (await server.QueryAsync("select session_id from sso_participants", "session_id")).ShouldBeEmpty();

        await VisitAsync(server, login.AccessToken);
        (await server.QueryAsync("select session_id from sso_participants", "session_id")).ShouldBe([login.SessionId]);
    }

    [Theory, EveryEngine]
    public async Task A_visit_of_a_site_that_has_just_gone_is_anybodys(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, SsoRequests.ReachesLoopback);
        await using var site = await RemoteSite.StartAsync(server);
        await server.AddSiteAsync(site.Entry(knownAs: "us", logoutUrl: new Uri(site.Address, "/logout").ToString()));
        var login = (await server.Client.LoginAsync()).Expect(200);
        await server.ExecuteUpdateAsync("delete from sso_sites"); // this node has not heard of it yet

        await VisitAsync(server, login.AccessToken);
    }

    [Theory, EveryEngine]
    public async Task A_site_that_was_removed_and_added_again_is_another_one(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, SsoRequests.ReachesLoopback);
        await using var site = await RemoteSite.StartAsync(server);
        await server.AddSiteAsync(site.Entry());
        var read = server.Services.GetRequiredService<SsoSiteList>().Find("other")!;
        (await server.Registry().RemoveAsync("other")).ShouldBeTrue();
        (await server.Registry().AddAsync(site.Entry())).ShouldBeNull();

        // A call that was found to be the old one's is not the new one's, whatever they have in common.
        (await server.Services.GetRequiredService<Storage.Database>().WriteAsync(
            transaction => server.Services.GetRequiredService<SsoSiteStore>().TryHoldAsync(transaction, read))).ShouldBeFalse();
        await server.KnowSitesAsync();
        (await server.ExchangeAsync(site.Token())).Expect(200);
    }

    [Theory, EveryEngine]
    public async Task A_site_that_goes_takes_with_it_whom_it_let_in(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, SsoRequests.ReachesLoopback);
        await using var site = await RemoteSite.StartAsync(server);
        await server.AddSiteAsync(site.Entry());
        var own = (await server.Client.LoginAsync()).Expect(200);
        var first = (await server.ExchangeAsync(site.Token())).Expect(200);
        var used = site.Token();
        var second = (await server.ExchangeAsync(used)).Expect(200);

        (await server.Registry().DisableAsync("other")).ShouldBeTrue();

        (await server.Client.ValidateAsync(first.AccessToken)).ExpectError(401, "headlesskey_revoked_token");
        (await server.Client.ValidateAsync(second.AccessToken)).ExpectError(401, "headlesskey_revoked_token");
        (await server.Client.ValidateAsync(own.AccessToken)).Expect(200);
        (await server.ExchangeAsync(site.Token())).ExpectError(401, "headlesskey_sso_rejected"); // here the poll may not have come round yet: the database says no
        (await server.Registry().EnableAsync("other")).ShouldBeTrue();
        await server.KnowSitesAsync();
        var back = (await server.ExchangeAsync(site.Token())).Expect(200);

        (await server.Registry().RemoveAsync("other")).ShouldBeTrue();

        (await server.Client.ValidateAsync(back.AccessToken)).ExpectError(401, "headlesskey_revoked_token");
        (await server.QueryAsync("select subject from sso_links", "subject")).ShouldBeEmpty();

        // Added again it starts from nothing, but takes no token that it took before.
        await server.AddSiteAsync(site.Entry());
        await server.ShouldBeRejectedAsync(() => server.ExchangeAsync(used), "other: token_used");
        (await server.ExchangeAsync(site.Token())).ExpectError(409, "headlesskey_sso_link_required"); // the account that was made has the address
    }

    [Theory, EveryEngine]
    public async Task What_is_over_is_cleaned_up(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, SsoRequests.ReachesLoopback);
        await using var site = await RemoteSite.StartAsync(server);
        await server.AddSiteAsync(site.Entry());
        (await server.ExchangeAsync(site.Token())).Expect(200);
        (await server.TellLogoutAsync("remote-session")).Expect(200);

        server.Clock.Advance(TimeSpan.FromDays(40));
        foreach (var rows in server.Services.GetServices<Storage.IExpiringRows>().Where(rows => rows is SsoUseStore or SsoSessionStore))
        {
            await rows.DeleteExpiredAsync(server.Clock.GetUtcNow(), CancellationToken.None);
        }

        (await server.QueryAsync("select used from sso_used", "used")).ShouldBeEmpty();
        (await server.QueryAsync("select site_key from sso_remote_sessions", "site_key")).ShouldBeEmpty();
    }

    /// <summary>What a site sends that was brought this token.</summary>
    private static async Task VisitAsync(TestServer server, string token, string secret = RemoteSite.Secret)
    {
        var (timestamp, nonce) = (server.Now(), SsoRequests.NewNonce());
        (await server.Client.SendAsync(
            HttpMethod.Get, $"{SsoRequests.Root}/me", null, token,
            ("X-HeadlessKey-Site", "other"), ("X-HeadlessKey-Timestamp", timestamp), ("X-HeadlessKey-Nonce", nonce),
            ("X-HeadlessKey-Signature", SsoRequests.Hmac(secret, $"other\n{timestamp}\n{nonce}\nuserinfo\n{token}")))).Expect(200);
    }
}
