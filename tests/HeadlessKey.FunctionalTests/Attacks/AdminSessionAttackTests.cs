using HeadlessKey.Access;
using HeadlessKey.Testing;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace HeadlessKey.FunctionalTests.Attacks;

/// <summary>What is tried against an administrator's browser, and against the door.</summary>
public sealed class AdminSessionAttackTests
{
    [Theory, EveryEngine]
    public async Task Who_is_no_administrator_is_told_nothing(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        await server.AddUserAsync(AdminClient.Login, AdminClient.Email, AdminClient.Password, "administrator");
        var door = new AdminClient(server);

        var wrong = (await door.SignInAsync(AdminClient.Login, "wrong")).ExpectError(401, "incorrect_password");
        var nobody = (await door.SignInAsync("nobody", "wrong")).ExpectError(401, "incorrect_password");
        var subscriber = (await door.SignInAsync(TestUser.Login, TestUser.Password)).ExpectError(401, "incorrect_password");

        nobody.Body.ShouldBe(wrong.Body);
        subscriber.Body.ShouldBe(wrong.Body);
        subscriber.Headers.Contains("Set-Cookie").ShouldBeFalse();
    }

    [Theory, EveryEngine, Promise("G1")]
    public async Task Both_doors_share_one_count_of_guesses(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, TestServer.Guarded);
        await server.AddUserAsync(AdminClient.Login, AdminClient.Email, AdminClient.Password, "administrator");
        var door = new AdminClient(server);

        for (var i = 0; i < 3; i++)
        {
            (await door.SignInAsync(AdminClient.Login, "wrong")).Expect(401);
        }

        for (var i = 0; i < 2; i++)
        {
            (await server.Client.LoginAsync(AdminClient.Login, "wrong")).Expect(401);
        }

        (await door.SignInAsync(AdminClient.Login, AdminClient.Password)).ExpectError(429, "headlesskey_too_many_attempts");
    }

    [Theory, EveryEngine]
    public async Task The_secret_is_new_at_every_sign_in_and_the_old_one_is_dead(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var admin = await AdminClient.SignInAsync(server);
        var planted = new AdminClient(server) { Cookie = admin.Cookie };

        (await admin.SignInAsync(AdminClient.Login, AdminClient.Password)).Expect(200);

        admin.Cookie.ShouldNotBe(planted.Cookie);
        (await planted.GetAsync("/session")).Expect(401);

        var fixedByAStranger = new AdminClient(server) { Cookie = $"{AdminClient.CookieName}=chosen-by-a-stranger" };
        (await fixedByAStranger.SignInAsync(AdminClient.Login, AdminClient.Password)).Expect(200);
        fixedByAStranger.Cookie.ShouldNotContain("chosen-by-a-stranger");
    }

    [Theory, EveryEngine]
    public async Task A_page_of_elsewhere_changes_nothing(string engine)
    {
        await using var server = await TestServer.StartAsync(
            engine, ("HeadlessKey:Cors:AllowedOrigins:0", "https://app.example.test"), ("HeadlessKey:Proxies:Trusted:0", "127.0.0.1"));
        var admin = await AdminClient.SignInAsync(server);

        foreach (var origin in new[] { "https://app.example.test", "https://evil.example", "http://auth.example.test", "https://auth.example.test:444", "https://auth.example.test.evil.example", "null", "", null })
        {
            (await admin.SendAsync(HttpMethod.Delete, "/session", null, origin)).ExpectError(403, "headlesskey_admin_wrong_origin");
        }

        foreach (var site in new[] { "cross-site", "same-site", "none" })
        {
            (await admin.SendAsync(HttpMethod.Delete, "/session", null, TestServer.PublicUrl, ("Sec-Fetch-Site", site))).ExpectError(403, "headlesskey_admin_wrong_origin");
        }

        (await admin.SendAsync(HttpMethod.Get, "/session", null, null, ("Sec-Fetch-Site", "cross-site"))).ExpectError(403, "headlesskey_admin_wrong_origin");
        (await admin.SendAsync(HttpMethod.Get, "/session", null, null, ("Origin", "https://app.example.test"))).ExpectError(403, "headlesskey_admin_wrong_origin");
        (await admin.SendAsync(HttpMethod.Get, "/session", null, null, ("Sec-Fetch-Site", "none"))).Expect(200);
        (await admin.SendAsync(HttpMethod.Get, "/session", null, null, ("Sec-Fetch-Site", "same-origin"))).Expect(200);
    }

    [Theory, EveryEngine]
    public async Task No_page_of_another_origin_reads_or_frames_an_answer(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, ("HeadlessKey:Cors:AllowedOrigins:0", "https://app.example.test"));
        var admin = await AdminClient.SignInAsync(server);

        var answer = await admin.SendAsync(HttpMethod.Get, "/session", null, null, ("Origin", "https://app.example.test"));
        var preflight = await server.Client.SendAsync(
            HttpMethod.Options, AdminClient.Root + "/session", null, null, ("Origin", "https://app.example.test"), ("Access-Control-Request-Method", "DELETE"));

        foreach (var each in new[] { answer, preflight })
        {
            each.Headers.Select(header => header.Key).ShouldNotContain(name => name.StartsWith("Access-Control-", StringComparison.OrdinalIgnoreCase));
        }

        preflight.Status.ShouldBe(404);
        var ours = (await admin.GetAsync("/session")).Expect(200);
        ours.Headers.GetValues("X-Frame-Options").ShouldBe(["DENY"]);
        ours.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("frame-ancestors 'none'");
        ours.Headers.GetValues("Cross-Origin-Resource-Policy").ShouldBe(["same-origin"]);
        ours.Headers.CacheControl!.NoStore.ShouldBeTrue();
    }

    [Theory, EveryEngine, Promise("S8")]
    public async Task Who_loses_the_role_the_account_or_the_password_is_out_at_once_on_every_node(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        await using var other = await server.StartAnotherNodeAsync();

        foreach (var change in (IEnumerable<Func<TestServer, Task>>)
        [
            each => each.SetRoleOfAsync(AdminClient.Login, "editor"),
            each => each.DisableAsync(AdminClient.Login),
            each => each.SetPasswordOfAsync(AdminClient.Login, "quite another password"),
            each => each.DeleteAsync(AdminClient.Login),
        ])
        {
            var admin = await AdminClient.SignInAsync(server, at: other);
            (await admin.GetAsync("/session")).Expect(200);

            await change(server);

            (await admin.GetAsync("/session")).ExpectError(401, "headlesskey_admin_signed_out");
            if ((await server.QueryAsync("select login from users", "login")).Contains(AdminClient.Login))
            {
                await server.DeleteAsync(AdminClient.Login);
            }
        }
    }

    [Theory, EveryEngine, Promise("W2")]
    public async Task Every_route_needs_an_admin_session_and_the_dangerous_ones_the_password_too(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var admin = await AdminClient.SignInAsync(server);
        server.Clock.Advance(TimeSpan.FromMinutes(6));
        var nobody = new AdminClient(server);
        var routes = server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText!.StartsWith(AdminClient.Root, StringComparison.Ordinal)).ToList();

        foreach (var route in routes.Where(route => route.Metadata.GetRequiredMetadata<AccessRule>() != AccessRule.Public))
        {
            var rule = route.Metadata.GetRequiredMetadata<AccessRule>();
            var method = new HttpMethod(route.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods.Single());
            var path = route.RoutePattern.RawText![AdminClient.Root.Length..].Replace("{id}", "1", StringComparison.Ordinal).Replace("{id:long}", "1", StringComparison.Ordinal).Replace("{delivery:long}", "1", StringComparison.Ordinal);
            (await nobody.SendAsync(method, path)).ExpectError(401, "headlesskey_admin_signed_out");
            (await nobody.SendAsync(method, path, null, TestServer.PublicUrl, ("Sec-Fetch-Site", "cross-site"))).ExpectError(403, "headlesskey_admin_wrong_origin");
            if (rule == AccessRule.ConfirmedAdmin)
            {
                (await admin.SendAsync(method, path)).ExpectError(403, "headlesskey_admin_confirm");
            }
            else
            {
                rule.ShouldBe(AccessRule.Admin, path);
            }
        }

        // Public: what signs in, and the setup by its one-time link.
        routes.Where(route => route.Metadata.GetRequiredMetadata<AccessRule>() == AccessRule.Public).Select(route => route.RoutePattern.RawText)
            .ShouldBe([AdminClient.Root + "/setup", AdminClient.Root + "/session"], ignoreOrder: true);
    }

    [Theory, EveryEngine]
    public async Task The_settings_close_it_to_all_but_some_networks_or_to_everybody(string engine)
    {
        await using var elsewhere = await TestServer.StartAsync(engine, ("HeadlessKey:Admin:Networks:0", "192.0.2.0/24"));
        (await new AdminClient(elsewhere).SignInAsync(TestUser.Login, TestUser.Password)).ExpectError(401, "rest_forbidden");

        await using var closed = await TestServer.StartAsync(engine, ("HeadlessKey:Admin:Enabled", "false"));
        (await new AdminClient(closed).SignInAsync(TestUser.Login, TestUser.Password)).ExpectError(404, "rest_no_route");

        await using var slow = await TestServer.StartAsync(engine, ("HeadlessKey:RateLimits:Admin", "2"));
        var admin = await AdminClient.SignInAsync(slow);
        (await admin.GetAsync("/session")).Expect(200);
        (await admin.GetAsync("/session")).Expect(200);
        (await admin.GetAsync("/session")).ExpectError(429, "headlesskey_too_many_attempts");
    }
}
