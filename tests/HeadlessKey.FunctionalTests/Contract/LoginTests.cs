using System.Net.Http.Json;

namespace HeadlessKey.FunctionalTests.Contract;

public sealed class LoginTests
{
    private const string Root = "/wp-json/headlesskey/v1";

    [Theory, EveryEngine]
    public async Task The_right_password_gives_a_token_that_validates(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);

        var login = (await server.Client.LoginAsync()).Expect(200);
        var validated = (await server.Client.ValidateAsync(login.AccessToken)).Expect(200);

        validated.Json.GetProperty("valid").GetBoolean().ShouldBeTrue();
        validated.Json.GetProperty("data").GetProperty("data").GetProperty("user_login").GetString().ShouldBe(TestUser.Login);
    }

    [Theory, EveryEngine]
    public async Task A_wrong_password_and_an_unknown_user_get_the_same_answer(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);

        var wrong = (await server.Client.LoginAsync(password: "not the password")).ExpectError(401, "incorrect_password");
        var unknown = (await server.Client.LoginAsync(username: "nobody")).ExpectError(401, "incorrect_password");

        unknown.Body.ShouldBe(wrong.Body);
    }

    [Theory, EveryEngine]
    public async Task Token_answers_exactly_the_members_of_the_contract(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);

        var json = (await server.Client.LoginAsync()).Expect(200).Json;

        json.Members().ShouldBe(
        [
            "expiration: String", "expires_in: Number", "jti: String", "refresh_expires_in: Number", "refresh_token: String",
            "refreshable: Boolean", "session_id: String", "token: String", "token_type: String", "user: Object",
        ]);
        json.GetProperty("user").Members().ShouldBe(
            ["ID: Number", "display_name: String", "roles: Array", "user_email: String", "user_login: String"]);
    }

    [Theory, EveryEngine]
    public async Task Token_answers_the_values_of_the_contract(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);

        var json = (await server.Client.LoginAsync()).Expect(200).Json;

        json.GetProperty("expiration").GetString().ShouldBe("2030-01-01T13:00:00+00:00");
        json.GetProperty("expires_in").GetInt64().ShouldBe(3600);
        json.GetProperty("refreshable").GetBoolean().ShouldBeTrue();
        json.GetProperty("refresh_expires_in").GetInt64().ShouldBe(14 * 24 * 3600);
        json.GetProperty("token_type").GetString().ShouldBe("Bearer");
        var user = json.GetProperty("user");
        user.GetProperty("ID").GetInt64().ShouldBe(await server.UserIdAsync());
        user.GetProperty("user_login").GetString().ShouldBe(TestUser.Login);
        user.GetProperty("user_email").GetString().ShouldBe(TestUser.Email);
        user.GetProperty("display_name").GetString().ShouldBe(TestUser.Login);
        user.GetProperty("roles").EnumerateArray().Select(role => role.GetString()).ShouldBe(["subscriber"]);
    }

    [Theory, EveryEngine]
    public async Task Login_answers_the_profile_too(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);

        var json = (await server.Client.PostAsync("/login", new { username = TestUser.Login, password = TestUser.Password })).Expect(200).Json;

        json.Members().ShouldBe(
        [
            "expiration: String", "expires_in: Number", "jti: String", "refresh_expires_in: Number", "refresh_token: String",
            "refreshable: Boolean", "session_id: String", "token: String", "token_type: String", "user: Object",
        ]);
        var user = json.GetProperty("user");
        user.Members().ShouldBe(
        [
            "ID: Number", "avatar_url: String", "capabilities: Object", "display_name: String", "email_verified: Boolean", "first_name: String",
            "last_name: String", "locale: String", "nickname: String", "roles: Array", "user_email: String", "user_login: String", "user_registered: String",
        ]);
        user.GetProperty("user_registered").GetString().ShouldBe("2030-01-01T12:00:00+00:00");
        user.GetProperty("capabilities").Members().ShouldBe(["level_0: Boolean", "read: Boolean", "subscriber: Boolean"]);
    }

    [Theory, EveryEngine]
    public async Task A_form_signs_in_like_json(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);

        (await server.Client.PostFormAsync("/token", ("username", TestUser.Login), ("password", TestUser.Password))).Expect(200);
        (await server.Client.PostFormAsync("/login", ("username", TestUser.Login), ("password", TestUser.Password))).Expect(200);
    }

    [Theory, EveryEngine]
    public async Task The_name_may_be_the_login_or_the_address_in_any_case(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);

        foreach (var name in (string[])[TestUser.Login, "ADA", " ada ", TestUser.Email, "Ada@Example.TEST"])
        {
            (await server.Client.LoginAsync(username: name)).Expect(200)
                .Json.GetProperty("user").GetProperty("user_login").GetString().ShouldBe(TestUser.Login);
        }
    }

    [Theory, EveryEngine]
    public async Task The_password_counts_exactly_as_typed(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);

        foreach (var password in (string[])[TestUser.Password + " ", " " + TestUser.Password, "Correct horse battery"])
        {
            (await server.Client.LoginAsync(password: password)).ExpectError(401, "incorrect_password");
        }
    }

    [Theory, EveryEngine]
    public async Task The_device_is_kept_with_the_session(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);

        await SignInAsync(server, new { username = TestUser.Login, password = TestUser.Password, device = "Ada's\nphone" });

        (await server.QueryAsync("select device from sessions", "device")).ShouldBe(["Ada's phone"]);
    }

    [Theory, EveryEngine]
    public async Task A_sign_in_that_is_not_to_be_remembered_ends_within_the_day(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);

        foreach (var remember in (object[])[false, "false", "0"])
        {
            (await SignInAsync(server, new { username = TestUser.Login, password = TestUser.Password, remember }))
                .Json.GetProperty("refresh_expires_in").GetInt64().ShouldBe(12 * 3600);
        }

        (await SignInAsync(server, new { username = TestUser.Login, password = TestUser.Password, remember = true }))
            .Json.GetProperty("refresh_expires_in").GetInt64().ShouldBe(14 * 24 * 3600);
    }

    [Theory, EveryEngine]
    public async Task Each_sign_in_is_a_session_of_its_own(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);

        var first = (await server.Client.LoginAsync()).Expect(200);
        var second = (await server.Client.LoginAsync()).Expect(200);

        second.SessionId.ShouldNotBe(first.SessionId);
        second.RefreshToken.ShouldNotBe(first.RefreshToken);
        second.AccessToken.ShouldNotBe(first.AccessToken);
    }

    [Theory, EveryEngine]
    public async Task Only_the_right_password_learns_that_the_account_is_disabled(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        await server.DisableAsync();

        (await server.Client.LoginAsync()).ExpectError(403, "headlesskey_account_disabled");
        (await server.Client.LoginAsync(password: "not the password")).ExpectError(401, "incorrect_password");
    }

    [Theory, EveryEngine]
    public async Task What_the_contract_does_not_list_is_not_bound(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);

        var login = await SignInAsync(server, new
        {
            username = TestUser.Login, password = TestUser.Password, roles = new[] { "administrator" }, role = "administrator", ID = 99, user = new { ID = 99 },
        });

        login.Json.GetProperty("user").GetProperty("roles").EnumerateArray().Select(role => role.GetString()).ShouldBe(["subscriber"]);
        login.Json.GetProperty("user").GetProperty("ID").GetInt64().ShouldBe(await server.UserIdAsync());
    }

    private static async Task<Answer> SignInAsync(TestServer server, object body) =>
        (await server.Client.SendAsync(HttpMethod.Post, Root + "/token", JsonContent.Create(body))).Expect(200);
}
