using HeadlessKey.Sites;
using HeadlessKey.Testing;

namespace HeadlessKey.FunctionalTests.Sso;

/// <summary>Who somebody of another site is here.</summary>
public sealed class PeopleTests
{
    [Theory, EveryEngine, Promise("O2")]
    public async Task People_are_known_by_site_and_subject_whatever_else_changes(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, SsoRequests.ReachesLoopback);
        await using var site = await RemoteSite.StartAsync(server);
        await server.AddSiteAsync(site.Entry());
        await server.AddSiteAsync(site.Entry("second", people: SitePeople.Provision));
        var first = IdOf(await server.ExchangeAsync(site.Token()));

        // Another name and address over there: the same account here, and it keeps its own.
        site.Profile["user_login"] = TestUser.Login;
        site.Profile["user_email"] = TestUser.Email;
        var again = (await server.ExchangeAsync(site.Token())).Expect(200);
        IdOf(again).ShouldBe(first);
        again.Json.GetProperty("user").GetProperty("user_email").GetString().ShouldBe("grace@example.test");

        // The same subject of another site is somebody else, and so is another subject with the same name and address.
        site.Profile["user_login"] = "grace";
        site.Profile["user_email"] = "second@example.test";
        IdOf(await server.ExchangeAsync(site.Token(), "second")).ShouldNotBe(first);
        site.Profile["ID"] = 43;
        site.Profile["user_email"] = "grace@example.test";
        (await server.ExchangeAsync(site.Sign(site.Draft().WithClaim("sub", "\"43\"")))).ExpectError(409, "headlesskey_sso_link_required");
    }

    [Theory, EveryEngine, Promise("O2")]
    public async Task An_address_leads_to_an_account_only_where_the_entry_says_so_and_both_sides_have_proven_it(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, SsoRequests.ReachesLoopback);
        await using var site = await RemoteSite.StartAsync(server);
        await server.AddSiteAsync(site.Entry("provision"));
        await server.AddSiteAsync(site.Entry("link", people: SitePeople.LinkByVerifiedEmail));
        await server.AddSiteAsync(site.Entry("trusted", people: SitePeople.LinkByVerifiedEmail, trustsEmail: true));
        var owner = await server.UserIdAsync();
        site.Profile["user_email"] = TestUser.Email;
        site.Profile["user_login"] = TestUser.Login;

        (await server.ExchangeAsync(site.Token(), "provision")).ExpectError(409, "headlesskey_sso_link_required");
        foreach (var unproven in new[] { """{"v":false}""", """{"v":"true"}""", """{"v":1}""", """{"v":null}""", "{}" })
        {
            site.Profile["email_verified"] = System.Text.Json.Nodes.JsonNode.Parse(unproven)!["v"]?.DeepClone();
            (await server.ExchangeAsync(site.Token(), "link")).ExpectError(409, "headlesskey_sso_link_required");
        }

        await server.ExecuteUpdateAsync("update users set email_verified_at = null");
        site.Profile["email_verified"] = true;
        (await server.ExchangeAsync(site.Token(), "link")).ExpectError(409, "headlesskey_sso_link_required");
        (await server.QueryAsync("select subject from sso_links", "subject")).ShouldBeEmpty();

        await server.ExecuteUpdateAsync("update users set email_verified_at = 1");
        IdOf(await server.ExchangeAsync(site.Token(), "link")).ShouldBe(owner);
        site.Profile["email_verified"] = false;
        IdOf(await server.ExchangeAsync(site.Token(), "trusted")).ShouldBe(owner); // the operator answers for that site's addresses
        (await server.CountEventsAsync("sso.linked")).ShouldBe(2);

        // Once linked, the link counts: an address that is taken back over there changes nothing here.
        IdOf(await server.ExchangeAsync(site.Token(), "link")).ShouldBe(owner);
    }

    [Theory, EveryEngine, Promise("O2")]
    public async Task An_address_that_nobody_has_proven_stays_free_for_its_owner(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, SsoRequests.ReachesLoopback);
        await using var site = await RemoteSite.StartAsync(server);
        await server.AddSiteAsync(site.Entry());
        site.Profile["email_verified"] = false;

        var came = (await server.ExchangeAsync(site.Token())).Expect(200);

        came.Json.GetProperty("user").GetProperty("user_email").GetString().ShouldEndWith("@other.sso.invalid");
        (await server.Client.ForgotAsync("grace")).Expect(200);
        await server.SettleAsync();
        (await server.QueryAsync("select recipient from emails", "recipient")).ShouldBeEmpty(); // nothing is sent into the void

        // Once it is proven over there, the account has it.
        site.Profile["email_verified"] = true;
        var proven = (await server.ExchangeAsync(site.Token())).Expect(200);
        IdOf(proven).ShouldBe(IdOf(came));
        proven.Json.GetProperty("user").GetProperty("user_email").GetString().ShouldBe("grace@example.test");
        (await server.Client.ForgotAsync("grace")).Expect(200);
        (await server.NextMailAsync("reset-link", "grace@example.test")).Token.ShouldNotBeEmpty();
    }

    [Theory, EveryEngine, Promise("O2")]
    public async Task In_private_mode_an_unproven_address_tells_nobody_who_has_an_account(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, SsoRequests.ReachesLoopback, ("HeadlessKey:Registration:Private", "true"), ("HeadlessKey:Registration:EmailVerification", "optional"));
        await using var site = await RemoteSite.StartAsync(server);
        await server.AddSiteAsync(site.Entry(people: SitePeople.LinkByVerifiedEmail));
        site.Profile["user_email"] = TestUser.Email;
        site.Profile["email_verified"] = false;

        IdOf(await server.ExchangeAsync(site.Token())).ShouldNotBe(await server.UserIdAsync());
    }

    [Theory, EveryEngine]
    public async Task Where_addresses_must_be_proven_or_of_a_domain_that_holds_here_too(string engine)
    {
        await using var server = await TestServer.StartAsync(
            engine, SsoRequests.ReachesLoopback, ("HeadlessKey:Registration:EmailVerification", "required"), ("HeadlessKey:Registration:AllowedDomains:0", "example.test"));
        await using var site = await RemoteSite.StartAsync(server);
        await server.AddSiteAsync(site.Entry());

        site.Profile["email_verified"] = false;
        (await server.ExchangeAsync(site.Token())).ExpectError(403, "headlesskey_email_not_verified");
        site.Profile["email_verified"] = true;
        site.Profile["user_email"] = "grace@elsewhere.test";
        await server.ShouldBeRejectedAsync(() => server.ExchangeAsync(site.Token()), "other: email_domain");
        (await server.QueryAsync("select id from users", "id")).Count.ShouldBe(1);

        site.Profile["user_email"] = "grace@example.test";
        (await server.ExchangeAsync(site.Token())).Expect(200);
    }

    [Theory, EveryEngine]
    public async Task Who_must_be_linked_comes_in_once_the_account_says_so(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, SsoRequests.ReachesLoopback);
        await using var site = await RemoteSite.StartAsync(server);
        await server.AddSiteAsync(site.Entry(people: SitePeople.LinkedOnly, asksForProfile: false));
        var token = site.Token();
        (await server.ExchangeAsync(token)).ExpectError(409, "headlesskey_sso_link_required");
        var login = (await server.Client.LoginAsync()).Expect(200);
        var body = server.Exchange(token); // the same token: it was not used up by being told to link first

        (await server.LinkAsync(login.AccessToken, body)).ExpectError(400, "rest_missing_callback_param").Params().ShouldBe(["current_password"]);
        body["current_password"] = "a wrong one";
        (await server.LinkAsync(login.AccessToken, body)).ExpectError(401, "incorrect_password");
        body["current_password"] = TestUser.Password;
        var linked = (await server.LinkAsync(login.AccessToken, body)).Expect(201);

        linked.Json.Members().ShouldBe(["last_used: Null", "linked: String", "name: String", "site: String"]);
        await server.ShouldBeRejectedAsync(() => server.ExchangeAsync(token), "other: token_used");
        var came = (await server.ExchangeAsync(site.Token())).Expect(200);
        IdOf(came).ShouldBe(await server.UserIdAsync());
        var listed = (await server.Client.GetAsync($"{SsoRequests.Root}/sso/links", login.AccessToken)).Expect(200).Json.GetProperty("links").EnumerateArray().Single();
        listed.GetProperty("site").GetString().ShouldBe("other");
        listed.GetProperty("last_used").GetString().ShouldNotBeNull();

        // And out again: what came from there ends, what did not stays.
        (await server.UnlinkAsync(login.AccessToken)).Expect(200);
        (await server.Client.ValidateAsync(came.AccessToken)).ExpectError(401, "headlesskey_revoked_token");
        (await server.Client.ValidateAsync(login.AccessToken)).Expect(200);
        (await server.UnlinkAsync(login.AccessToken)).ExpectError(404, "headlesskey_no_sso_link");
        (await server.ExchangeAsync(site.Token())).ExpectError(409, "headlesskey_sso_link_required");
    }

    [Theory, EveryEngine, Promise("O2")]
    public async Task Nobody_is_linked_to_two_accounts_and_no_account_to_two_people_of_a_site(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, SsoRequests.ReachesLoopback);
        await using var site = await RemoteSite.StartAsync(server);
        await server.AddSiteAsync(site.Entry(people: SitePeople.LinkedOnly, asksForProfile: false));
        await server.AddUserAsync("second", "second@example.test", TestUser.Password, "subscriber");
        var first = (await server.Client.LoginAsync()).Expect(200);
        var second = (await server.Client.LoginAsync("second")).Expect(200);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => LinkAsync(i % 2 == 0 ? first : second, "42")));

        answers.Count(answer => answer.Status == 201).ShouldBe(1);
        answers.Where(answer => answer.Status != 201).ShouldAllBe(answer => answer.Code == "headlesskey_sso_already_linked");
        var winner = answers.ToList().FindIndex(answer => answer.Status == 201) % 2 == 0 ? first : second;
        (await LinkAsync(winner, "43")).ExpectError(409, "headlesskey_sso_already_linked");

        Task<Answer> LinkAsync(Answer login, string subject)
        {
            var body = server.Exchange(site.Sign(site.Draft().WithClaim("sub", $"\"{subject}\"")));
            body["current_password"] = TestUser.Password;
            return server.LinkAsync(login.AccessToken, body);
        }
    }

    [Theory, EveryEngine, Promise("O2")]
    public async Task Roles_come_across_by_the_map_alone_and_follow_it(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, SsoRequests.ReachesLoopback);
        await using var site = await RemoteSite.StartAsync(server);
        await server.AddSiteAsync(site.Entry(roles: [("author", "author"), ("boss", "editor")]));
        site.Profile["roles"] = new System.Text.Json.Nodes.JsonArray("author", "administrator", "editor");

        RolesOf(await server.ExchangeAsync(site.Token())).ShouldBe(["author"]);

        site.Profile["roles"] = new System.Text.Json.Nodes.JsonArray("boss", "administrator");
        var promoted = await server.ExchangeAsync(site.Token());
        RolesOf(promoted).ShouldBe(["editor"]);
        (await server.Client.ValidateAsync(promoted.AccessToken)).Expect(200);

        // Taken away over there, gone here at once, in tokens that are out too; what was given here stays.
        await server.SetRolesOfAsync("grace", "editor", "translator");
        site.Profile["roles"] = new System.Text.Json.Nodes.JsonArray("administrator");
        RolesOf(await server.ExchangeAsync(site.Token())).ShouldBe(["translator"]);
        (await server.Client.ValidateAsync(promoted.AccessToken)).ExpectError(401, "headlesskey_revoked_token");
    }

    [Theory, EveryEngine, Promise("O2")]
    public async Task An_account_that_was_only_linked_keeps_its_own_roles(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, SsoRequests.ReachesLoopback);
        await using var site = await RemoteSite.StartAsync(server);
        await server.AddSiteAsync(site.Entry(people: SitePeople.LinkByVerifiedEmail, roles: [("author", "editor"), ("writer", "author")]));
        await server.SetRolesAsync("author");
        site.Profile["user_email"] = TestUser.Email;

        RolesOf(await server.ExchangeAsync(site.Token())).ShouldBe(["author"]);
    }

    [Theory, EveryEngine]
    public async Task Odd_names_become_logins_that_a_login_may_be(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, SsoRequests.ReachesLoopback);
        await using var site = await RemoteSite.StartAsync(server);
        await server.AddSiteAsync(site.Entry());

        foreach (var (id, remote, local) in new[]
        {
            (1, TestUser.Login, $"{TestUser.Login}-2"), (2, TestUser.Email, $"{TestUser.Email.Split('@')[0]}-3"), (3, "Ægir <script>", "gir script"),
            (4, "格蕾丝", "user"), (5, "  ", "user-2"), (6, new string('x', 300), new string('x', 60)),
        })
        {
            site.Profile["ID"] = id;
            site.Profile["user_login"] = remote;
            site.Profile["user_email"] = $"person{id}@example.test";
            var answer = (await server.ExchangeAsync(site.Sign(site.Draft().WithClaim("sub", $"\"{id}\"").WithClaim("sid", null)))).Expect(200);
            answer.Json.GetProperty("user").GetProperty("user_login").GetString().ShouldBe(local);
        }
    }

    [Theory, EveryEngine]
    public async Task Who_was_deleted_begins_anew(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, SsoRequests.ReachesLoopback);
        await using var site = await RemoteSite.StartAsync(server);
        await server.AddSiteAsync(site.Entry());
        var first = (await server.ExchangeAsync(site.Token())).Expect(200);

        await server.DeleteAsync("grace");

        (await server.Client.ValidateAsync(first.AccessToken)).Expect(401);
        (await server.QueryAsync("select subject from sso_links", "subject")).ShouldBeEmpty();
        IdOf(await server.ExchangeAsync(site.Token())).ShouldNotBe(IdOf(first));
    }

    private static long IdOf(Answer answer) => answer.Expect(200).Json.GetProperty("user").GetProperty("ID").GetInt64();

    private static IEnumerable<string?> RolesOf(Answer answer) =>
        answer.Expect(200).Json.GetProperty("user").GetProperty("roles").EnumerateArray().Select(role => role.GetString());
}
