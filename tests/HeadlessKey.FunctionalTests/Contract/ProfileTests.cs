using HeadlessKey.FunctionalTests.Attacks;
using HeadlessKey.Testing;

namespace HeadlessKey.FunctionalTests.Contract;

/// <summary><c>GET /me</c> and <c>PATCH /me</c>.</summary>
public sealed class ProfileTests
{
    private const string NewEmail = "new@example.test";

    [Theory, EveryEngine]
    public async Task Me_is_what_login_shows_and_the_address_that_waits(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var login = await server.Client.PostAsync("/login", new { username = TestUser.Login, password = TestUser.Password });

        var me = (await server.Client.MeAsync(login.AccessToken)).Expect(200).Json;

        me.Members().ShouldBe(
            login.Json.GetProperty("user").Members().Union(["email_verified: Boolean", "pending_email: Null"]).Order(StringComparer.Ordinal));
        me.GetProperty("ID").GetInt64().ShouldBe(await server.UserIdAsync());
        me.GetProperty("user_email").GetString().ShouldBe(TestUser.Email);
    }

    [Theory, EveryEngine]
    public async Task Without_a_good_token_there_is_no_me(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var login = await server.Client.LoginAsync();
        await server.Client.RevokeAsync(login.AccessToken);

        (await server.Client.MeAsync(bearer: null)).ExpectError(401, "headlesskey_no_auth_header");
        (await server.Client.MeAsync("nonsense")).ExpectError(401, "headlesskey_invalid_token");
        (await server.Client.MeAsync(login.AccessToken)).ExpectError(401, "headlesskey_revoked_token");
        (await server.Client.ChangeMeAsync(login.AccessToken, new { nickname = "x" })).ExpectError(401, "headlesskey_revoked_token");
    }

    [Theory, EveryEngine]
    public async Task Only_what_is_given_changes(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var token = (await server.Client.LoginAsync()).AccessToken;
        await server.Client.ChangeMeAsync(token, new { display_name = "Ada L.", first_name = "Ada", last_name = "Lovelace", nickname = "countess", locale = "en_GB" });

        var me = (await server.Client.ChangeMeAsync(token, new { last_name = " King\u0007 ", locale = "" })).Expect(200).Json;

        me.GetProperty("display_name").GetString().ShouldBe("Ada L.");
        me.GetProperty("first_name").GetString().ShouldBe("Ada");
        me.GetProperty("last_name").GetString().ShouldBe("King");
        me.GetProperty("nickname").GetString().ShouldBe("countess");
        me.GetProperty("locale").GetString().ShouldBe("");
        (await server.Client.MeAsync(token)).Body.ShouldBe((await server.Client.ChangeMeAsync(token, new { })).Expect(200).Body);
    }

    [Theory, EveryEngine, Promise("R1")]
    public async Task The_record_names_the_fields_and_not_what_is_in_them(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var token = (await server.Client.LoginAsync()).AccessToken;

        await server.Client.ChangeMeAsync(token, new { first_name = "Ada", nickname = "ada", locale = "zh_CN" });
        await server.Client.ChangeMeAsync(token, new { first_name = "Ada" });

        (await server.QueryAsync("select * from security_events where type = 'user.profile_changed'", "detail")).ShouldBe(["first_name,locale"]);
    }

    [Theory, EveryEngine]
    public async Task Bad_input_is_named_and_changes_nothing(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var token = (await server.Client.LoginAsync()).AccessToken;
        async Task ExpectRefusedAsync(object change, params string[] names) =>
            (await server.Client.ChangeMeAsync(token, change)).ExpectError(400, "rest_invalid_param").Params().ShouldBe(names, ignoreOrder: true);

        await ExpectRefusedAsync(new { display_name = " \t ", nickname = "not kept" }, "display_name");
        await ExpectRefusedAsync(new { display_name = (string?)null, first_name = (string?)null, locale = (string?)null, email = (string?)null }, "display_name", "first_name", "locale", "email");
        await ExpectRefusedAsync(new { last_name = new string('x', 251), nickname = 5 }, "last_name", "nickname");
        foreach (var locale in (string[])["english", "e", "en US", "../en", "zh__CN", "en_US\n"])
        {
            await ExpectRefusedAsync(new { locale = locale.Replace("\n", "\u0001", StringComparison.Ordinal) }, "locale");
        }

        await ExpectRefusedAsync(new { email = "no address", current_password = TestUser.Password }, "email");
        (await server.Client.MeAsync(token)).Json.GetProperty("nickname").GetString().ShouldBe("ada");
        foreach (var locale in (string[])["en", "en_US", "zh-Hans-CN", "de_DE_formal"])
        {
            (await server.Client.ChangeMeAsync(token, new { locale })).Expect(200).Json.GetProperty("locale").GetString().ShouldBe(locale);
        }
    }

    [Theory, EveryEngine, Promise("A4")]
    public async Task Another_address_waits_for_the_link_that_is_mailed_to_it(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var token = (await server.Client.LoginAsync()).AccessToken;

        var me = (await server.Client.ChangeMeAsync(token, new { email = NewEmail, current_password = TestUser.Password })).Expect(200).Json;

        me.GetProperty("user_email").GetString().ShouldBe(TestUser.Email);
        me.GetProperty("pending_email").GetString().ShouldBe(NewEmail);
        var mail = await server.NextMailAsync("verify-email", NewEmail);
        mail.Text.ShouldNotContain("ada"); // the name may be one that a stranger chose
        mail.Link.ShouldStartWith($"{TestServer.PublicUrl}/account/verify#token=");
        (await server.CountEventsAsync("user.email_change_requested")).ShouldBe(1);
        (await server.Client.LoginAsync(NewEmail)).Expect(401);
    }

    [Theory, EveryEngine]
    public async Task Another_address_needs_the_password_and_the_present_one_does_not(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var token = (await server.Client.LoginAsync()).AccessToken;

        (await server.Client.ChangeMeAsync(token, new { email = NewEmail })).ExpectError(400, "rest_missing_callback_param").Params().ShouldBe(["current_password"]);
        (await server.Client.ChangeMeAsync(token, new { email = NewEmail, current_password = "wrong" })).ExpectError(401, "incorrect_password");
        (await server.Client.ChangeMeAsync(token, new { email = TestUser.Email, nickname = "a" })).Expect(200);

        (await server.CountMailAsync("verify-email", NewEmail)).ShouldBe(0);
        (await server.QueryAsync("select * from security_events where type = 'user.email_change_requested'", "outcome")).ShouldBe(["failure"]);
    }

    [Theory, EveryEngine]
    public async Task Only_the_last_wish_waits_and_the_present_address_takes_it_back(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var token = (await server.Client.LoginAsync()).AccessToken;
        await server.Client.ChangeMeAsync(token, new { email = "first@example.test", current_password = TestUser.Password });
        await server.Client.ChangeMeAsync(token, new { email = NewEmail, current_password = TestUser.Password });
        (await server.QueryAsync("select * from email_verifications", "email")).ShouldBe([NewEmail]);

        (await server.Client.ChangeMeAsync(token, new { email = "ADA@example.test" })).Expect(200).Json.GetProperty("pending_email").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);

        (await server.QueryAsync("select * from email_verifications", "email")).ShouldBeEmpty();
    }

    [Theory, EveryEngine]
    public async Task A_taken_address_is_refused(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        await server.AddUserAsync("bob", "bob@example.test", "another long secret", "subscriber");
        var token = (await server.Client.LoginAsync()).AccessToken;

        (await server.Client.ChangeMeAsync(token, new { email = "Bob@example.test", nickname = "x", current_password = TestUser.Password })).ExpectError(409, "existing_user_email");

        (await server.Client.MeAsync(token)).Json.GetProperty("nickname").GetString().ShouldBe("ada");
    }

    [Theory, EveryEngine, Promise("G4")]
    public async Task In_private_mode_a_taken_address_looks_like_a_free_one_and_its_owner_gets_the_mail(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, ("HeadlessKey:Registration:Private", "true"));
        await server.AddUserAsync("bob", "bob@example.test", "another long secret", "subscriber");
        var token = (await server.Client.LoginAsync()).AccessToken;

        var free = (await server.Client.ChangeMeAsync(token, new { email = NewEmail, current_password = TestUser.Password })).Expect(200);
        var taken = (await server.Client.ChangeMeAsync(token, new { email = "bob@example.test", current_password = TestUser.Password })).Expect(200);

        taken.Body.ShouldBe(free.Body.Replace(NewEmail, "bob@example.test", StringComparison.Ordinal));
        (await server.NextMailAsync("address-taken", "bob@example.test")).Link.ShouldBe($"{TestServer.PublicUrl}/account/reset");
        (await server.CountMailAsync("verify-email", "bob@example.test")).ShouldBe(0);
    }

    [Theory, EveryEngine]
    public async Task A_refused_domain_and_a_server_without_mail_are_named(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, ("HeadlessKey:Registration:RefusedDomains:0", "example.org"));
        await using var mute = await server.StartAnotherNodeAsync(("HeadlessKey:Email:Transport", "none"));
        var token = (await server.Client.LoginAsync()).AccessToken;

        (await server.Client.ChangeMeAsync(token, new { email = "ada@example.org", current_password = TestUser.Password }))
            .ExpectError(400, "rest_invalid_param").Params().ShouldBe(["email"]);
        (await mute.Client.ChangeMeAsync(token, new { email = NewEmail, current_password = TestUser.Password }))
            .ExpectError(400, "rest_invalid_param").Json.GetProperty("data").GetProperty("params").GetProperty("email").GetString()
            .ShouldBe("The address cannot be changed here: this server sends no e-mail.");
    }

    [Theory, EveryEngine]
    public async Task Two_that_change_different_fields_at_once_both_have_their_way(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        await using var other = await server.StartAnotherNodeAsync();
        var token = (await server.Client.LoginAsync()).AccessToken;

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(number => number % 2 == 0
            ? server.Client.ChangeMeAsync(token, new { first_name = "Ada" })
            : other.Client.ChangeMeAsync(token, new { last_name = "Lovelace" })));

        answers.ShouldAllBe(answer => answer.Status == 200);
        var me = (await server.Client.MeAsync(token)).Json;
        $"{me.GetProperty("first_name").GetString()} {me.GetProperty("last_name").GetString()}".ShouldBe("Ada Lovelace");
    }

    [Theory, EveryEngine]
    public async Task The_index_allows_who_is_signed_in_what_it_does_not_allow_others(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var login = await server.Client.LoginAsync();
        async Task<bool> AllowedAsync(string? bearer) => (await server.Client.GetAsync(Intruder.Root, bearer)).Expect(200).Json
            .GetProperty("routes").GetProperty("/headlesskey/v1/me").GetProperty("endpoints").EnumerateArray().All(endpoint => endpoint.GetProperty("allowed").GetBoolean());

        (await AllowedAsync(login.AccessToken)).ShouldBeTrue();
        (await AllowedAsync(bearer: null)).ShouldBeFalse();
        (await AllowedAsync(login.RefreshToken)).ShouldBeFalse();
        await server.Client.RevokeAsync(login.AccessToken);
        (await AllowedAsync(login.AccessToken)).ShouldBeFalse();
    }
}
