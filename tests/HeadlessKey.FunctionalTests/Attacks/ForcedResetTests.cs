using HeadlessKey.FunctionalTests.Sso;
using HeadlessKey.Sites;
using HeadlessKey.Testing;

namespace HeadlessKey.FunctionalTests.Attacks;

/// <summary>A forced reset is for a password that others may have: nothing that they have made with it may outlive it.</summary>
public sealed class ForcedResetTests
{
    [Theory, EveryEngine, Promise("O2")]
    public async Task A_forced_reset_takes_away_the_links_of_whoever_had_the_password(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, SsoRequests.ReachesLoopback);
        await using var site = await RemoteSite.StartAsync(server);
        await server.AddSiteAsync(site.Entry(people: SitePeople.LinkedOnly, asksForProfile: false));
        var admin = await AdminClient.SignInAsync(server);
        var thief = (await server.Client.LoginAsync()).Expect(200);
        await server.LinkWithPasswordAsync(site, thief);
        var came = (await server.ExchangeAsync(site.Token())).Expect(200);

        (await admin.PostAsync($"/users/{await server.UserIdAsync()}/force-reset")).Expect(200);

        (await server.ExchangeAsync(site.Token())).ExpectError(409, "headlesskey_sso_link_required");
        (await server.Client.ValidateAsync(came.AccessToken)).ExpectError(401, "headlesskey_revoked_token");
        (await server.HowUnlinkedAsync()).ShouldBe(["other: new_password"]);
    }

    /// <summary>What comes next is a password that is set by mail: after it the mailbox is all that counts, and until then nothing.</summary>
    [Theory, EveryEngine, Promise("O2")]
    public async Task A_forced_reset_takes_away_the_link_too_that_the_account_was_made_for(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, SsoRequests.ReachesLoopback);
        await using var site = await RemoteSite.StartAsync(server);
        await server.AddSiteAsync(site.Entry());
        var admin = await AdminClient.SignInAsync(server);
        (await server.ExchangeAsync(site.Token())).Expect(200);

        (await admin.PostAsync($"/users/{await server.UserIdAsync("grace")}/force-reset")).Expect(200);

        (await server.ExchangeAsync(site.Token())).ExpectError(409, "headlesskey_sso_link_required");
        var mail = await server.NextMailAsync("reset-link", "grace@example.test");
        (await server.Client.ResetByLinkAsync(mail.Token, "grace")).Expect(200);
    }
}
