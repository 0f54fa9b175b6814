using HeadlessKey.FunctionalTests.Sso;
using HeadlessKey.Sites;
using HeadlessKey.Storage;
using HeadlessKey.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace HeadlessKey.FunctionalTests.Attacks;

/// <summary>What a site's word for an address has opened stays within what the site may give, whatever the account becomes.</summary>
public sealed class LinkByAddressTests
{
    [Theory, EveryEngine, Promise("O2")]
    public async Task Who_was_linked_by_an_address_is_not_promoted_with_the_account(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, SsoRequests.ReachesLoopback);
        await using var site = await StartAsync(server);
        var own = (await server.Client.LoginAsync()).Expect(200);
        var came = (await server.ExchangeAsync(site.Token())).Expect(200);

        await server.SetRolesAsync("administrator");

        // Neither by the link nor by the session that it gave before.
        (await server.ExchangeAsync(site.Token())).ExpectError(409, "headlesskey_sso_link_required");
        (await server.Client.ValidateAsync(came.AccessToken)).ExpectError(401, "headlesskey_revoked_token");
        (await server.Client.RefreshAsync(came.RefreshToken)).Expect(401);

        // The owner's own session goes on, and their password makes the link what only they can make it.
        var refreshed = (await server.Client.RefreshAsync(own.RefreshToken)).Expect(200);
        await server.LinkWithPasswordAsync(site, refreshed);
        (await server.ExchangeAsync(site.Token())).Expect(200).Json.GetProperty("user").GetProperty("roles")[0].GetString().ShouldBe("administrator");
        (await server.QueryAsync("select detail from security_events where type = 'sso.linked' order by id", "detail"))
            .ShouldBe(["other: verified_email", "other: by_user"]);
    }

    [Theory, EveryEngine, Promise("O2")]
    public async Task Who_can_do_no_more_than_the_site_may_give_comes_again_after_a_change_of_roles(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, SsoRequests.ReachesLoopback);
        await using var site = await StartAsync(server);
        (await server.ExchangeAsync(site.Token())).Expect(200);

        await server.SetRolesAsync("author", "subscriber");

        (await server.ExchangeAsync(site.Token())).Expect(200);
    }

    /// <summary>Roles that another site's map brings along are a promotion, too.</summary>
    [Theory, EveryEngine, Promise("O2")]
    public async Task A_promotion_by_another_sites_map_ends_what_came_by_an_address(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, SsoRequests.ReachesLoopback);
        await using var site = await StartAsync(server, ("boss", "editor"));
        site.Profile["user_email"] = "grace@example.test";
        site.Profile["roles"] = new System.Text.Json.Nodes.JsonArray();
        (await server.ExchangeAsync(site.Token())).Expect(200); // the account is made for this one
        await server.AddSiteAsync(site.Entry("second", people: SitePeople.LinkByVerifiedEmail));
        var came = (await server.ExchangeAsync(site.Token(), "second")).Expect(200);

        site.Profile["roles"] = new System.Text.Json.Nodes.JsonArray("boss");
        (await server.ExchangeAsync(site.Token())).Expect(200);

        (await server.Client.RefreshAsync(came.RefreshToken)).Expect(401);
        (await server.ExchangeAsync(site.Token(), "second")).ExpectError(409, "headlesskey_sso_link_required");
    }

    [Theory, EveryEngine, Promise("O2")]
    public async Task Coming_over_and_a_promotion_at_once_leave_nobody_in_by_the_address(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, SsoRequests.ReachesLoopback);
        await using var site = await StartAsync(server);
        for (var round = 0; round < 50; round++)
        {
            await server.SetRolesAsync("subscriber");
            var comes = server.ExchangeAsync(site.Sign(site.Draft().WithClaim("sid", null)));
            var promotes = server.SetRolesAsync("administrator");

            await promotes;
            (await comes).Status.ShouldBeOneOf([200, 409, 503], $"round {round}");
            (await server.SessionsAsync()).ShouldBeEmpty($"round {round}");
        }
    }

    /// <summary>Links from before it was remembered: whichever the record does not call the owner's counts as made by the site's word.</summary>
    [Theory, EveryEngine, Promise("O2")]
    public async Task Of_older_links_the_record_says_how_they_were_made(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, SsoRequests.ReachesLoopback);
        await using var site = await StartAsync(server);
        await server.AddSiteAsync(site.Entry("hand", people: SitePeople.LinkedOnly));
        await server.AddSiteAsync(site.Entry("made"));
        await server.AddSiteAsync(site.Entry("unknown"));
        (await server.ExchangeAsync(site.Token())).Expect(200);
        var body = server.Exchange(site.Token(), "hand");
        body["current_password"] = TestUser.Password;
        (await server.LinkAsync((await server.Client.LoginAsync()).AccessToken, body)).Expect(201);
        var id = await server.UserIdAsync();
        await server.ExecuteAsync($"insert into sso_links (site_key, subject, user_id, is_provisioned, linked_at) values ('made', '1', {id}, true, 1)");
        await server.ExecuteAsync($"insert into sso_links (site_key, subject, user_id, is_provisioned, linked_at) values ('unknown', '1', {id}, false, 1)");

        await server.ExecuteAsync("alter table sso_links drop column by_address");
        await server.ExecuteAsync("delete from schema_migrations where name like '%links_by_address'");
        await server.Services.GetRequiredService<SchemaMigrator>().MigrateAsync(CancellationToken.None);

        (await server.QueryAsync("select site_key from sso_links where by_address order by site_key", "site_key")).ShouldBe(["other", "unknown"]);
    }

    private static async Task<RemoteSite> StartAsync(TestServer server, params (string Remote, string Local)[] roles)
    {
        var site = await RemoteSite.StartAsync(server);
        await server.AddSiteAsync(site.Entry(people: SitePeople.LinkByVerifiedEmail, roles: [("author", "author"), .. roles]));
        await server.SetRolesAsync("subscriber");
        site.Profile["user_email"] = TestUser.Email;
        return site;
    }
}
