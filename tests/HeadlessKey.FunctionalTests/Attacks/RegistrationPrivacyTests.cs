using HeadlessKey.Testing;

namespace HeadlessKey.FunctionalTests.Attacks;

/// <summary>In private mode nobody learns by asking who has an account.</summary>
public sealed class RegistrationPrivacyTests
{
    private const string Address = "grace@example.test";
    private static readonly (string, string?) Private = ("HeadlessKey:Registration:Private", "true");

    [Theory, EveryEngine, Promise("G4")]
    public async Task A_taken_address_a_taken_login_and_free_ones_get_the_same_answer(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, Private);
        var free = (await server.Client.RegisterAsync()).Expect(201);

        foreach (var (login, email) in (IEnumerable<(string, string)>)
        [
            ("linus", "linus@example.test"), (TestUser.Login, "new@example.test"), ("new", TestUser.Email), ("NEW", "ADA@Example.test"),
            (TestUser.Login, TestUser.Email), ("grace", Address), (TestUser.Email, TestUser.Email),
        ])
        {
            var other = (await server.Client.RegisterAsync(login, email)).Expect(201);
            other.Body.ShouldBe(free.Body);
            other.HeadersText().ShouldBe(free.HeadersText());
        }

        free.Body.ShouldBe("""{"user_id":null,"user":null,"token_response":null,"verification_required":true}""");
    }

    [Theory, EveryEngine, Promise("G4")]
    public async Task Signing_in_afterwards_tells_nothing_either(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, Private);
        (await server.Client.RegisterAsync()).Expect(201);
        (await server.Client.RegisterAsync("new", TestUser.Email)).Expect(201);
        await server.DecidedAsync();

        foreach (var name in (string[])["grace", Address, "new", TestUser.Email, TestUser.Login, "nobody"])
        {
            (await server.Client.LoginAsync(name, RegistrationRequests.NewPassword)).ExpectError(401, "incorrect_password");
        }

        (await server.QueryAsync("select login from users", "login")).ShouldBe([TestUser.Login]);
    }

    [Theory, EveryEngine]
    public async Task The_account_is_made_when_the_mailed_link_is_followed(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, Private);
        await server.Client.PostAsync("/register", new { username = "grace", email = Address, password = RegistrationRequests.NewPassword, name = "Grace Hopper" });
        var mail = await server.NextMailAsync("verify-email", Address);

        (await server.Client.VerifyEmailAsync(mail.Token)).Expect(200).Json.GetProperty("user_login").GetString().ShouldBe("grace");

        var user = (await server.Client.PostAsync("/login", new { username = "grace", password = RegistrationRequests.NewPassword })).Expect(200).Json.GetProperty("user");
        user.GetProperty("display_name").GetString().ShouldBe("Grace Hopper");
        user.GetProperty("email_verified").GetBoolean().ShouldBeTrue();
        user.GetProperty("roles").EnumerateArray().Select(role => role.GetString()).ShouldBe(["subscriber"]);
        (await server.Client.VerifyEmailAsync(mail.Token)).ExpectError(400, "invalid_key");
    }

    [Theory, EveryEngine]
    public async Task The_owner_of_a_taken_address_gets_a_mail_at_the_stored_address_and_nobody_else_does(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, Private);

        (await server.Client.RegisterAsync("eve", "ADA@Example.TEST")).Expect(201);

        var mail = await server.NextMailAsync("address-taken", TestUser.Email);
        mail.Text.ShouldContain(TestUser.Login);
        mail.Text.ShouldNotContain("eve");
        mail.Link.ShouldNotContain("token");
        await server.MailIsSentAsync();
        System.IO.Directory.GetFiles(Path.Combine(server.DataFolder, "mail")).Length.ShouldBe(1);
        (await server.QueryAsync("select token_hash from email_verifications", "token_hash")).ShouldBeEmpty();
    }

    [Theory, EveryEngine]
    public async Task The_owner_is_written_to_in_the_own_language(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, Private);
        await server.ExecuteAsync("update users set locale = 'zh_CN'");

        (await server.Client.RegisterAsync("eve", TestUser.Email)).Expect(201);

        (await server.NextMailAsync("address-taken", TestUser.Email)).Language.ShouldBe("zh-CN");
    }

    [Theory, EveryEngine]
    public async Task Who_proves_an_address_with_a_taken_login_gets_one_like_it(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, Private);
        await server.AddUserAsync("ada-2", "ada2@example.test", RegistrationRequests.NewPassword, "subscriber");
        await server.Client.RegisterAsync(TestUser.Login, Address);

        var verified = await server.Client.VerifyEmailAsync((await server.NextMailAsync("verify-email", Address)).Token);

        verified.Expect(200).Json.GetProperty("user_login").GetString().ShouldBe("ada-3");
        (await server.Client.LoginAsync("ada-3", RegistrationRequests.NewPassword)).Expect(200);
        (await server.Client.LoginAsync(Address, RegistrationRequests.NewPassword)).Expect(200);
    }

    [Theory, EveryEngine]
    public async Task The_varied_login_is_as_long_as_a_login_may_be(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, Private);
        var login = new string('g', 60);
        await server.AddUserAsync(login, "first@example.test", RegistrationRequests.NewPassword, "subscriber");
        await server.Client.RegisterAsync(login, Address);

        var verified = await server.Client.VerifyEmailAsync((await server.NextMailAsync("verify-email", Address)).Token);

        verified.Expect(200).Json.GetProperty("user_login").GetString().ShouldBe(new string('g', 58) + "-2");
    }

    [Theory, EveryEngine]
    public async Task Of_two_registrations_of_one_address_the_one_that_is_proven_counts(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, Private);
        await server.Client.RegisterAsync("first", Address);
        await server.Client.RegisterAsync("second", Address, "another good password");
        var first = await server.NextMailAsync("verify-email", Address);
        var second = await server.NextMailAsync("verify-email", Address);

        var login = (await server.Client.VerifyEmailAsync(second.Token)).Expect(200).Json.GetProperty("user_login").GetString();

        (await server.Client.VerifyEmailAsync(first.Token)).ExpectError(400, "invalid_key");
        (await server.QueryAsync($"select login from users where email = '{Address}'", "login")).ShouldBe([login!]);
    }

    [Theory, EveryEngine]
    public async Task A_mailbox_cannot_be_flooded(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, Private);

        await Task.WhenAll(Enumerable.Range(1, 25).Select(number => server.Client.RegisterAsync($"a{number}", TestUser.Email)));
        await Task.WhenAll(Enumerable.Range(1, 25).Select(number => server.Client.RegisterAsync($"b{number}", number % 2 == 0 ? Address : "GRACE@example.test")));
        await server.DecidedAsync();

        (await server.CountMailAsync("address-taken", TestUser.Email)).ShouldBe(3);
        (await server.CountMailAsync("verify-email", Address)).ShouldBe(3); // in whichever case it was written
        (await server.QueryAsync("select detail from security_events where type = 'registration.requested'", "detail"))
            .CountBy(detail => detail).Select(pair => $"{pair.Key} {pair.Value}").ShouldBe(["email_taken 3", "mail_sent 3", "mail_limit 44"], ignoreOrder: true);

        server.Clock.Advance(TimeSpan.FromHours(1));
        await server.Client.RegisterAsync("c", TestUser.Email);
        await server.DecidedAsync();
        (await server.CountMailAsync("address-taken", TestUser.Email)).ShouldBe(4);
    }

    [Theory, EveryEngine]
    public async Task Nothing_of_a_registration_can_be_read_in_the_database_before_it_is_proven(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, Private);
        await server.Client.RegisterAsync("canary-login", "canary@example.test", "quiet-Harbour-7f3a1c");
        await server.DecidedAsync();

        var kept = await server.QueryAsync("select token_hash, user_id, email, sealed_registration from email_verifications", "token_hash", "user_id", "email", "sealed_registration");
        var limits = await server.QueryAsync("select subject from verification_limits", "subject");

        foreach (var text in kept.Concat(limits).Concat(server.Log.Lines))
        {
            text.ShouldNotContain("canary", Case.Insensitive);
            text.ShouldNotContain("Harbour", Case.Insensitive);
        }

        kept.Single().ShouldNotContain((await server.NextMailAsync("verify-email", "canary@example.test")).Token);
    }

    [Theory, EveryEngine]
    public async Task What_everybody_may_know_is_still_refused_at_once(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, Private, ("HeadlessKey:Registration:RefusedDomains:0", "evil.test"));

        (await server.Client.RegisterAsync(TestUser.Login, TestUser.Email, "short")).ExpectError(400, "rest_user_invalid_password");
        (await server.Client.RegisterAsync(TestUser.Login, "ada@evil.test")).ExpectError(400, "rest_invalid_param").Params().ShouldBe(["email"]);
        (await server.Client.RegisterAsync("<ada>", TestUser.Email)).ExpectError(400, "rest_invalid_param").Params().ShouldBe(["username"]);
    }

    [Theory, EveryEngine]
    public async Task Who_was_invited_is_told_everything_at_once(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, Private);
        var invitation = await server.InviteAsync(Address);

        (await server.Client.RegisterAsync(invitation: invitation)).Expect(201).Json.GetProperty("user").GetProperty("user_login").GetString().ShouldBe("grace");
    }

    [Theory, EveryEngine, Promise("W1")]
    public async Task What_cannot_be_decided_now_is_decided_later(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, Private);
        await server.ExecuteAsync("alter table emails rename to gone");
        (await server.Client.RegisterAsync()).Expect(201);
        await Task.Delay(TimeSpan.FromSeconds(1));
        (await server.QueryAsync("select token_hash from email_verifications", "token_hash")).ShouldBeEmpty();

        await server.ExecuteAsync("alter table gone rename to emails");
        server.Clock.Advance(TimeSpan.FromSeconds(5));

        (await server.Client.VerifyEmailAsync((await server.NextMailAsync("verify-email", Address)).Token)).Expect(200);
    }
}
