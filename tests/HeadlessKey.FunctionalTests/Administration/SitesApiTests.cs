using HeadlessKey.FunctionalTests.Sso;
using HeadlessKey.Testing;

namespace HeadlessKey.FunctionalTests.Administration;

/// <summary>Other sites over the admin API.</summary>
public sealed class SitesApiTests
{
    private const string West = "https://west.example.test";

    [Theory, EveryEngine, Promise("R1")]
    public async Task People_come_over_from_a_site_that_was_added_until_it_is_switched_off_or_removed(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, SsoRequests.ReachesLoopback);
        await using var site = await RemoteSite.StartAsync(server);
        var admin = await AdminClient.SignInAsync(server);

        var made = (await admin.PostAsync("/sites", new
        {
            key = "other", issuer = RemoteSite.Issuer, algorithm = "ES256", jwks_url = new Uri(site.Address, "/jwks").ToString(),
            userinfo_url = new Uri(site.Address, "/me").ToString(), role_map = new Dictionary<string, string> { ["author"] = "editor" },
        })).Expect(201).Json;
        var secret = made.GetProperty("secret").GetString()!;
        made.GetProperty("name").GetString().ShouldBe("other");
        made.GetProperty("status").GetString().ShouldBe("active");
        made.GetProperty("role_map").GetProperty("author").GetString().ShouldBe("editor");
        (await admin.GetAsync("/sites")).Expect(200).Body.ShouldNotContain(secret);
        (await admin.GetAsync("/sites/other")).Expect(200).Json.GetProperty("secret").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);

        await server.KnowSitesAsync();
        var visitor = (await server.ExchangeAsync(site.Token(), secret: secret)).Expect(200);
        visitor.Json.GetProperty("user").GetProperty("roles").EnumerateArray().Select(role => role.GetString()).ShouldContain("editor");

        var off = (await admin.PostAsync("/sites/other/disable")).Expect(200);
        off.Json.GetProperty("status").GetString().ShouldBe("disabled");
        off.Body.ShouldNotContain(secret);
        (await admin.PostAsync("/sites/other/disable")).Expect(200).Json.GetProperty("status").GetString().ShouldBe("disabled"); // it is so already
        (await server.Client.ValidateAsync(visitor.AccessToken)).Expect(401);
        await server.KnowSitesAsync();
        (await server.ExchangeAsync(site.Token(), secret: secret)).ExpectError(401, "headlesskey_sso_rejected");

        (await admin.PostAsync("/sites/other/enable")).Expect(200).Json.GetProperty("status").GetString().ShouldBe("active");
        await server.KnowSitesAsync();
        (await server.ExchangeAsync(site.Token(), secret: secret)).Expect(200);

        (await admin.DeleteAsync("/sites/other")).Expect(200);
        await server.KnowSitesAsync();
        (await server.ExchangeAsync(site.Token(), secret: secret)).ExpectError(401, "headlesskey_sso_rejected");
        (await admin.GetAsync("/sites")).Json.GetProperty("items").GetArrayLength().ShouldBe(0);

        var rootId = await server.UserIdAsync(AdminClient.Login);
        foreach (var type in new[] { "site.added", "site.disabled", "site.enabled", "site.removed" })
        {
            (await server.QueryAsync($"select * from security_events where type = '{type}'", "actor_id", "detail")).ShouldHaveSingleItem().ShouldContain($"{rootId}", customMessage: type);
        }
    }

    [Theory, EveryEngine]
    public async Task Everything_about_another_HeadlessKey_follows_from_its_url(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var admin = await AdminClient.SignInAsync(server);
        const string shared = "agreed between the two operators beforehand";

        var site = (await admin.PostAsync("/sites", new { key = "west", url = West + "/", algorithm = "ES256", known_as = "east", secret = shared })).Expect(201);

        site.Json.GetProperty("issuer").GetString().ShouldBe(West);
        site.Json.GetProperty("jwks_url").GetString().ShouldBe(West + "/wp-json/headlesskey/v1/jwks");
        site.Json.GetProperty("userinfo_url").GetString().ShouldBe(West + "/wp-json/headlesskey/v1/me");
        site.Json.GetProperty("logout_url").GetString().ShouldBe(West + "/wp-json/headlesskey/v1/sso/logout");
        site.Json.GetProperty("people").GetString().ShouldBe("provision");
        site.Json.GetProperty("requires_nonce").GetBoolean().ShouldBeTrue();
        site.Json.GetProperty("trusts_email").GetBoolean().ShouldBeFalse();
        site.Body.ShouldNotContain(shared); // whoever brought it has it
        (await server.Registry().ListAsync(CancellationToken.None)).Single().Site!.Secret.ShouldBe(shared);
    }

    [Theory, EveryEngine, Promise("W1")]
    public async Task What_is_wrong_is_said_at_the_member_that_is_wrong(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var admin = await AdminClient.SignInAsync(server);
        const string good = "a secret that is long enough to sign with 77";

        foreach (var (field, body) in (IEnumerable<(string, object)>)
        [
            ("key", new { key = "Not A Key", url = West, algorithm = "ES256" }),
            ("issuer", new { key = "west", algorithm = "ES256", jwks_url = West, people = "linked_only" }),
            ("algorithm", new { key = "west", url = West, algorithm = "none" }),
            ("url", new { key = "west", url = "http://west.example.test", algorithm = "ES256" }),
            ("jwks_url", new { key = "west", issuer = West, algorithm = "ES256", people = "linked_only" }),
            ("jwks_url", new { key = "west", url = West, algorithm = "ES256", jwks_url = "http://10.0.0.1/jwks" }),
            ("jwks_url", new { key = "west", url = West, algorithm = "HS256", token_secret = good, jwks_url = West }),
            ("token_secret", new { key = "west", url = West, algorithm = "HS256" }),
            ("token_secret", new { key = "west", url = West, algorithm = "HS256", token_secret = "short" }),
            ("token_secret", new { key = "west", url = West, algorithm = "ES256", token_secret = good }),
            ("public_key", new { key = "west", url = West, algorithm = "ES256", public_key = "no PEM" }),
            ("secret", new { key = "west", url = West, algorithm = "ES256", secret = "short" }),
            ("secret", new { key = "west", url = West, algorithm = "HS256", secret = good, token_secret = good }),
            ("userinfo_url", new { key = "west", issuer = West, algorithm = "ES256", jwks_url = West }),
            ("people", new { key = "west", url = West, algorithm = "ES256", people = "anybody" }),
            ("role_map", new { key = "west", url = West, algorithm = "ES256", role_map = new { editor = "Not A Role" } }),
            ("role_map", new { key = "west", url = West, algorithm = "ES256", role_map = new[] { "editor=author" } }),
            ("role_map", new { key = "west", url = West, algorithm = "ES256", role_map = new { editor = 5 } }),
            ("requires_nonce", new { key = "west", url = West, algorithm = "ES256", requires_nonce = "maybe" }),
            ("known_as", new { key = "west", url = West, algorithm = "ES256", logout_url = West }),
            ("known_as", new { key = "west", url = West, algorithm = "ES256", known_as = "Not A Key" }),
        ])
        {
            (await admin.PostAsync("/sites", body)).ExpectError(400, "rest_invalid_param").Params().ShouldBe([field], body.ToString());
        }

        (await server.QueryAsync("select * from sso_sites", "key")).ShouldBeEmpty();
        (await admin.PostAsync("/sites", new { key = "west", url = West, algorithm = "ES256" })).Expect(201);
        (await admin.PostAsync("/sites", new { key = "west", url = West + "/2", algorithm = "ES256" })).ExpectError(400, "rest_invalid_param").Params().ShouldBe(["key"]);
        (await admin.GetAsync("/sites/west")).Json.GetProperty("issuer").GetString().ShouldBe(West);
    }

    [Theory, EveryEngine]
    public async Task A_site_that_is_none_is_not_found_and_one_that_cannot_be_opened_can_still_be_removed(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var admin = await AdminClient.SignInAsync(server);
        (await admin.GetAsync("/sites/none")).ExpectError(404, "headlesskey_no_site");
        (await admin.PostAsync("/sites/none/enable")).ExpectError(404, "headlesskey_no_site");
        (await admin.PostAsync("/sites/none/disable")).ExpectError(404, "headlesskey_no_site");
        (await admin.DeleteAsync("/sites/none")).ExpectError(404, "headlesskey_no_site");

        (await admin.PostAsync("/sites", new { key = "west", url = West, algorithm = "ES256" })).Expect(201);
        (await admin.PostAsync("/sites", new { key = "north", url = West, algorithm = "ES256" })).Expect(201);
        // Sealed for another entry: it does not open here.
        await server.ExecuteUpdateAsync("update sso_sites set sealed_secret = (select sealed_secret from sso_sites where key = 'north') where key = 'west'");

        var west = (await admin.GetAsync("/sites/west")).Expect(200).Json;
        west.GetProperty("status").GetString().ShouldBe("unreadable");
        west.GetProperty("issuer").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
        (await admin.GetAsync("/sites")).Expect(200).Json.GetProperty("items").GetArrayLength().ShouldBe(2);
        (await admin.DeleteAsync("/sites/west")).Expect(200);
    }

    [Theory, EveryEngine]
    public async Task Without_the_password_of_late_nothing_changes(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var admin = await AdminClient.SignInAsync(server);
        (await admin.PostAsync("/sites", new { key = "west", url = West, algorithm = "ES256" })).Expect(201);
        server.Clock.Advance(TimeSpan.FromMinutes(6));

        (await admin.PostAsync("/sites", new { key = "north", url = West, algorithm = "ES256" })).ExpectError(403, "headlesskey_admin_confirm");
        (await admin.PostAsync("/sites/west/disable")).ExpectError(403, "headlesskey_admin_confirm");
        (await admin.PostAsync("/sites/west/enable")).ExpectError(403, "headlesskey_admin_confirm");
        (await admin.DeleteAsync("/sites/west")).ExpectError(403, "headlesskey_admin_confirm");

        var items = (await admin.GetAsync("/sites")).Expect(200).Json.GetProperty("items");
        items.GetArrayLength().ShouldBe(1);
        items[0].GetProperty("status").GetString().ShouldBe("active");
        (await admin.ConfirmAsync()).Expect(200);
        (await admin.PostAsync("/sites/west/disable")).Expect(200);
    }
}
