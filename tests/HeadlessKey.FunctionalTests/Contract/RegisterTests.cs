using HeadlessKey.Testing;

namespace HeadlessKey.FunctionalTests.Contract;

public sealed class RegisterTests
{
    [Theory, EveryEngine]
    public async Task Register_makes_an_account_and_signs_it_in(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);

        var registered = (await server.Client.RegisterAsync()).Expect(201);

        var token = registered.Json.GetProperty("token_response").GetProperty("token").GetString()!;
        (await server.Client.ValidateAsync(token)).Expect(200).Json.GetProperty("data").GetProperty("sub").GetString()
            .ShouldBe(registered.Json.GetProperty("user_id").GetRawText());
        (await server.Client.LoginAsync("grace", RegistrationRequests.NewPassword)).Expect(200)
            .Json.GetProperty("user").GetRawText().ShouldBe(registered.Json.GetProperty("user").GetRawText());
    }

    [Theory, EveryEngine]
    public async Task Register_answers_exactly_the_members_of_the_contract(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);

        var json = (await server.Client.RegisterAsync()).Expect(201).Json;

        json.Members().ShouldBe(["token_response: Object", "user: Object", "user_id: Number", "verification_required: Boolean"]);
        json.GetProperty("user").Members().ShouldBe(
            ["ID: Number", "display_name: String", "roles: Array", "user_email: String", "user_login: String"]);
        json.GetProperty("token_response").Members().ShouldBe((await server.Client.LoginAsync()).Expect(200).Json.Members());
        json.GetProperty("verification_required").GetBoolean().ShouldBeFalse();
    }

    [Theory, EveryEngine]
    public async Task The_session_of_a_registration_is_like_any_other(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);

        var session = (await server.Client.RegisterAsync()).Expect(201).Json.GetProperty("token_response");

        session.GetProperty("expires_in").GetInt64().ShouldBe(3600);
        session.GetProperty("refresh_expires_in").GetInt64().ShouldBe(14 * 24 * 3600);
        (await server.Client.RefreshAsync(session.GetProperty("refresh_token").GetString()!)).Expect(200);
        (await server.CountEventsAsync("login.succeeded", session.GetProperty("session_id").GetString())).ShouldBe(1);
        (await server.CountEventsAsync("user.created")).ShouldBe(2); // with the one every test has
    }

    [Theory, EveryEngine]
    public async Task A_form_registers_like_json_and_the_name_is_shown(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);

        var form = (await server.Client.PostFormAsync(
            "/register", ("username", "grace"), ("email", "grace@example.test"), ("password", RegistrationRequests.NewPassword), ("name", "Grace Hopper"))).Expect(201);
        var json = (await server.Client.RegisterAsync("linus")).Expect(201);

        form.Json.GetProperty("user").GetProperty("display_name").GetString().ShouldBe("Grace Hopper");
        json.Json.GetProperty("user").GetProperty("display_name").GetString().ShouldBe("linus");
    }

    [Theory, EveryEngine]
    public async Task What_is_missing_is_named(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);

        (await server.Client.PostAsync("/register", new { })).ExpectError(400, "rest_missing_callback_param")
            .Params().ShouldBe(["username", "email", "password"]);
    }

    [Theory, EveryEngine]
    public async Task Every_field_that_will_not_do_is_named_with_the_reason(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);

        (await server.Client.PostAsync("/register", new { username = "<grace>", email = "nowhere", password = "short", name = new string('n', 251) }))
            .ExpectError(400, "rest_invalid_param").Params().ShouldBe(["name", "username", "email"], ignoreOrder: true);
        (await server.Client.RegisterAsync("eve@example.test", "grace@example.test")).ExpectError(400, "rest_invalid_param").Params().ShouldBe(["username"]);
        (await server.Client.RegisterAsync(password: "short")).ExpectError(400, "rest_user_invalid_password")
            .Json.GetProperty("data").GetProperty("reasons").EnumerateArray().Select(reason => reason.GetString()).ShouldContain("too_short");
        (await server.QueryAsync("select login from users", "login")).ShouldBe([TestUser.Login]);
    }

    [Theory, EveryEngine]
    public async Task The_own_address_may_be_the_login(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);

        (await server.Client.RegisterAsync("Grace@example.test", "grace@example.test")).Expect(201);

        (await server.Client.LoginAsync("grace@example.test", RegistrationRequests.NewPassword)).Expect(200);
    }

    [Theory, EveryEngine]
    public async Task A_name_has_at_most_250_characters_whatever_they_are_made_of(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var emoji = string.Concat(Enumerable.Repeat("😀", 250));

        (await server.Client.PostAsync("/register", new { username = "grace", email = "grace@example.test", password = RegistrationRequests.NewPassword, name = emoji }))
            .Expect(201).Json.GetProperty("user").GetProperty("display_name").GetString().ShouldBe(emoji);
        (await server.Client.PostAsync("/register", new { username = "linus", email = "linus@example.test", password = RegistrationRequests.NewPassword, name = emoji + "😀" }))
            .ExpectError(400, "rest_invalid_param").Params().ShouldBe(["name"]);
    }

    [Theory, EveryEngine]
    public async Task A_taken_login_and_a_taken_address_are_told_apart(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);

        foreach (var login in (string[])[TestUser.Login, "ADA", "Ada"])
        {
            (await server.Client.RegisterAsync(login, "new@example.test")).ExpectError(409, "existing_user_login");
        }

        foreach (var email in (string[])[TestUser.Email, "ADA@example.test", "ada@EXAMPLE.TEST"])
        {
            (await server.Client.RegisterAsync("grace", email)).ExpectError(409, "existing_user_email");
        }

        (await server.QueryAsync("select type, detail from security_events where type = 'registration.refused' order by id", "detail"))
            .ShouldBe(["login_taken", "login_taken", "login_taken", "email_taken", "email_taken", "email_taken"]);
    }

    [Theory, EveryEngine]
    public async Task The_role_is_the_one_that_is_set(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, ("HeadlessKey:Registration:DefaultRole", "contributor"));

        var registered = (await server.Client.RegisterAsync()).Expect(201);

        registered.Json.GetProperty("user").GetProperty("roles").EnumerateArray().Select(role => role.GetString()).ShouldBe(["contributor"]);
        Jwt.Claims(registered.Json.GetProperty("token_response").GetProperty("token").GetString()!)
            .GetProperty("roles").EnumerateArray().Select(role => role.GetString()).ShouldBe(["contributor"]);
    }

    [Theory, EveryEngine]
    public async Task Where_registration_is_closed_nobody_gets_an_account_whatever_is_sent(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var invitation = await server.InviteAsync("grace@example.test");
        await using var closed = await server.StartAnotherNodeAsync(("HeadlessKey:Registration:Mode", "closed"));

        (await closed.Client.RegisterAsync()).ExpectError(403, "headlesskey_registration_disabled");
        (await closed.Client.RegisterAsync(invitation: invitation)).ExpectError(403, "headlesskey_registration_disabled");
        (await closed.Client.RegisterAsync(TestUser.Login, TestUser.Email)).ExpectError(403, "headlesskey_registration_disabled");
        (await closed.Client.PostAsync("/register", new { })).ExpectError(403, "headlesskey_registration_disabled");

        (await server.Client.RegisterAsync(invitation: invitation)).Expect(201); // it was not used up
    }

    [Theory, EveryEngine]
    public async Task With_verification_required_the_account_waits_for_its_address(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, ("HeadlessKey:Registration:EmailVerification", "required"));

        var registered = (await server.Client.RegisterAsync()).Expect(201);

        registered.Json.Members().ShouldBe(["token_response: Null", "user: Object", "user_id: Number", "verification_required: Boolean"]);
        registered.Json.GetProperty("verification_required").GetBoolean().ShouldBeTrue();
        (await server.QueryAsync("select id from sessions", "id")).ShouldBeEmpty();
        (await server.CountMailAsync("verify-email", "grace@example.test")).ShouldBe(1);
    }

    [Theory, EveryEngine]
    public async Task Only_the_right_password_learns_that_the_address_is_to_be_proven(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, ("HeadlessKey:Registration:EmailVerification", "required"));
        (await server.Client.RegisterAsync()).Expect(201);

        (await server.Client.LoginAsync("grace", RegistrationRequests.NewPassword)).ExpectError(403, "headlesskey_email_not_verified");
        (await server.Client.LoginAsync("grace", "not the password")).ExpectError(401, "incorrect_password");
        (await server.QueryAsync("select detail from security_events where type = 'login.failed' order by id", "detail"))
            .ShouldBe(["email_not_verified", "incorrect_password"]);
    }

    [Theory, EveryEngine]
    public async Task With_verification_optional_the_mail_is_sent_and_nothing_waits_for_it(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, ("HeadlessKey:Registration:EmailVerification", "optional"));

        var registered = (await server.Client.RegisterAsync()).Expect(201).Json;

        registered.GetProperty("token_response").GetProperty("token").GetString().ShouldNotBeNullOrEmpty();
        registered.GetProperty("verification_required").GetBoolean().ShouldBeFalse();
        (await server.CountMailAsync("verify-email", "grace@example.test")).ShouldBe(1);
        (await ProfileAsync(server)).GetProperty("email_verified").GetBoolean().ShouldBeFalse();
    }

    [Theory, EveryEngine, Promise("A4")]
    public async Task Without_verification_no_mail_is_sent(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);

        (await server.Client.RegisterAsync()).Expect(201);

        (await server.QueryAsync("select id from emails", "id")).ShouldBeEmpty();
    }

    [Theory, EveryEngine]
    public async Task The_mail_and_the_errors_speak_the_language_of_the_request(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, ("HeadlessKey:Registration:EmailVerification", "optional"));
        Task<Answer> Register() => server.Client.SendAsync(
            HttpMethod.Post, "/wp-json/headlesskey/v1/register",
            System.Net.Http.Json.JsonContent.Create(new { username = "grace", email = "grace@example.test", password = RegistrationRequests.NewPassword }),
            bearer: null, ("Accept-Language", "zh-CN,zh;q=0.9,en;q=0.8"));

        (await Register()).Expect(201);

        (await server.NextMailAsync("verify-email", "grace@example.test")).Language.ShouldBe("zh-CN");
        (await Register()).ExpectError(409, "existing_user_login").Json.GetProperty("message").GetString().ShouldBe("该用户名已被占用。");
    }

    private static async Task<System.Text.Json.JsonElement> ProfileAsync(TestServer server) =>
        (await server.Client.PostAsync("/login", new { username = "grace", password = RegistrationRequests.NewPassword })).Expect(200).Json.GetProperty("user");
}
