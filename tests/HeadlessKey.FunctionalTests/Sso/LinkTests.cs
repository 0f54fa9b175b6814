using HeadlessKey.Directory;
using HeadlessKey.Sites;
using HeadlessKey.Sso;
using HeadlessKey.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace HeadlessKey.FunctionalTests.Sso;

/// <summary>A link is a way into an account: its owner hears of it, and gets rid of it.</summary>
public sealed class LinkTests
{
    [Theory, EveryEngine, Promise("O2")]
    public async Task A_link_goes_with_the_password_and_its_owner_was_told_of_it(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, SsoRequests.ReachesLoopback);
        await using var site = await RemoteSite.StartAsync(server);
        await server.AddSiteAsync(site.Entry(people: SitePeople.LinkedOnly, asksForProfile: false));
        var thief = (await server.Client.LoginAsync()).Expect(200);
        await server.LinkWithPasswordAsync(site, thief);

        (await server.NextMailAsync("account-linked", TestUser.Email)).Text.ShouldContain("The other site");
        (await server.Client.ChangePasswordAsync(thief.AccessToken)).Expect(200);

        (await server.ExchangeAsync(site.Token())).ExpectError(409, "headlesskey_sso_link_required");
        (await server.HowUnlinkedAsync()).ShouldBe(["other: new_password"]);
    }

    [Theory, EveryEngine, Promise("O2")]
    public async Task An_account_that_was_made_for_somebody_stays_theirs_until_its_mailbox_says_otherwise(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, SsoRequests.ReachesLoopback);
        await using var site = await RemoteSite.StartAsync(server);
        await server.AddSiteAsync(site.Entry());
        (await server.ExchangeAsync(site.Token())).Expect(200);
        (await server.CountMailAsync("account-linked", "grace@example.test")).ShouldBe(0);

        // A password that is set by who is in leaves the way that they come by.
        (await server.Services.GetRequiredService<UserAccounts>().SetPasswordAsync(await server.UserIdAsync("grace"), "a ship in port is safe", CancellationToken.None)).ShouldBeNull();
        (await server.ExchangeAsync(site.Token())).Expect(200);

        // Who reads the mail is the owner; whoever came from the site may only have claimed the address over there.
        (await server.Client.ForgotAsync("grace")).Expect(200);
        var mail = await server.NextMailAsync("reset-link", "grace@example.test");
        (await server.Client.ResetByLinkAsync(mail.Token, "grace")).Expect(200);
        (await server.ExchangeAsync(site.Token())).ExpectError(409, "headlesskey_sso_link_required");
    }

    [Theory, EveryEngine, Promise("O2")]
    public async Task A_proven_address_links_no_account_that_can_do_more_than_the_site_may_give(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, SsoRequests.ReachesLoopback);
        await using var site = await RemoteSite.StartAsync(server);
        await server.AddSiteAsync(site.Entry(people: SitePeople.LinkByVerifiedEmail, roles: [("author", "author")]));
        site.Profile["user_email"] = TestUser.Email;

        foreach (var roles in new[] { new[] { "administrator" }, ["author", "editor"], ["subscriber", "shop-manager"] })
        {
            await server.SetRolesAsync(roles);
            (await server.ExchangeAsync(site.Token())).ExpectError(409, "headlesskey_sso_link_required");
        }

        await server.SetRolesAsync("author", "subscriber");
        (await server.ExchangeAsync(site.Token())).Expect(200);
        (await server.NextMailAsync("account-linked", TestUser.Email)).Text.ShouldContain("The other site");
    }

    [Theory, EveryEngine]
    public async Task An_operator_takes_a_link_away_and_what_came_by_it(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, SsoRequests.ReachesLoopback);
        await using var site = await RemoteSite.StartAsync(server);
        await server.AddSiteAsync(site.Entry(people: SitePeople.LinkedOnly, asksForProfile: false));
        var own = (await server.Client.LoginAsync()).Expect(200);
        await server.LinkWithPasswordAsync(site, own);
        var came = (await server.ExchangeAsync(site.Token())).Expect(200);
        var flow = server.Services.GetRequiredService<SsoLinksFlow>();

        (await flow.UnlinkAsync(await server.UserIdAsync(), "other")).ShouldBeOfType<LinkResult.Unlinked>();

        (await server.Client.ValidateAsync(came.AccessToken)).ExpectError(401, "headlesskey_revoked_token");
        (await server.Client.ValidateAsync(own.AccessToken)).Expect(200);
        (await server.HowUnlinkedAsync()).ShouldBe(["other: by_operator"]);
        (await flow.UnlinkAsync(await server.UserIdAsync(), "other")).ShouldBeOfType<LinkResult.NoSuchLink>();
    }

    [Theory, EveryEngine, Promise("O2")]
    public async Task Coming_over_and_unlinking_at_once_leave_nobody_in_without_a_link(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, SsoRequests.ReachesLoopback);
        await using var site = await RemoteSite.StartAsync(server);
        await server.AddSiteAsync(site.Entry(people: SitePeople.LinkedOnly, asksForProfile: false));
        var own = (await server.Client.LoginAsync()).Expect(200);

        for (var round = 0; round < 50; round++)
        {
            await server.ExecuteUpdateAsync($"insert into sso_links (site_key, subject, user_id, is_provisioned, linked_at) values ('other', '42', {await server.UserIdAsync()}, false, 1)");
            var comes = server.ExchangeAsync(site.Sign(site.Draft().WithClaim("sid", null)));
            var unlinks = server.UnlinkAsync(own.AccessToken);

            (await unlinks).Expect(200);
            (await comes).Status.ShouldBeOneOf([200, 409, 503], $"round {round}");
            (await server.SessionsAsync()).ShouldBe([own.SessionId], $"round {round}");
        }
    }
}
