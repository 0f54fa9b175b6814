using System.Text.Json.Nodes;
using HeadlessKey.Testing;

namespace HeadlessKey.FunctionalTests.Attacks;

/// <summary>Who registers says who they are, not what they may do.</summary>
public sealed class OverPostingTests
{
    private static readonly (string Name, string Json)[] Extras =
    [
        ("role", "\"administrator\""), ("roles", "[\"administrator\"]"), ("Roles", "[\"administrator\"]"), ("roles[]", "\"administrator\""),
        ("wp_capabilities", "{\"administrator\":true}"), ("wp_user_level", "10"), ("meta", "{\"wp_capabilities\":{\"administrator\":true}}"),
        ("capabilities", "{\"administrator\":true}"), ("ID", "1"), ("id", "1"), ("user_id", "1"), ("user_login", "\"root\""), ("userLogin", "\"root\""),
        ("user_email", "\"root@example.test\""), ("email_verified", "true"), ("email_verified_at", "1"), ("EmailVerified", "true"), ("display_name", "\"Root\""),
        ("nickname", "\"Root\""), ("locale", "\"zh_CN\""), ("password_hash", "\"*\""), ("user_pass", "\"another good password\""), ("version", "99"),
        ("user_registered", "\"1999-01-01\""), ("disabled_at", "1"), ("invited", "true"), ("device", "\"phone\""), ("remember", "false"),
        ("__proto__", "{\"role\":\"administrator\"}"), ("user", "{\"ID\":1,\"roles\":[\"administrator\"]}"),
    ];

    [Theory, EveryEngine, Promise("A1")]
    public async Task What_the_contract_does_not_list_changes_nothing_in_json(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var plain = (await server.Client.RegisterAsync("plain")).Expect(201);
        var body = Body("grace");
        foreach (var (name, json) in Extras)
        {
            body[name] = JsonNode.Parse(json);
        }

        var posted = (await server.Client.PostAsync("/register", body)).Expect(201);

        await ExpectAlikeAsync(server, plain, posted, "grace");
    }

    [Theory, EveryEngine, Promise("A1")]
    public async Task What_the_contract_does_not_list_changes_nothing_in_a_form(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var plain = (await server.Client.RegisterAsync("plain")).Expect(201);

        var posted = (await server.Client.PostFormAsync(
            "/register",
            [
                ("username", "grace"), ("email", "grace@example.test"), ("password", RegistrationRequests.NewPassword),
                .. Extras.Select(extra => (extra.Name, extra.Json.Trim('"'))),
                ("wp_capabilities[administrator]", "1"), ("meta[wp_capabilities][administrator]", "1"), ("user[roles][]", "administrator"),
            ])).Expect(201);

        await ExpectAlikeAsync(server, plain, posted, "grace");
    }

    [Theory, EveryEngine, Promise("A1")]
    public async Task Nothing_is_taken_from_the_address_or_the_headers(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var plain = (await server.Client.RegisterAsync("plain")).Expect(201);

        var posted = (await server.Client.SendAsync(
            HttpMethod.Post, $"{Intruder.Root}/register?role=administrator&roles[]=administrator&email_verified=1&ID=1",
            System.Net.Http.Json.JsonContent.Create(Body("grace")), bearer: null, ("X-Role", "administrator"), ("Cookie", "role=administrator"))).Expect(201);

        await ExpectAlikeAsync(server, plain, posted, "grace");
    }

    [Theory, EveryEngine, Promise("A1")]
    public async Task A_field_that_is_given_twice_is_refused(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);

        (await server.Client.SendAsync(
            HttpMethod.Post, $"{Intruder.Root}/register",
            new StringContent("""{"username":"grace","username":"root","email":"grace@example.test","password":"a quite unusual phrase"}""", System.Text.Encoding.UTF8, "application/json")))
            .ExpectError(400, "rest_invalid_json");
        (await server.Client.PostFormAsync(
            "/register", ("username", "grace"), ("username", "root"), ("email", "grace@example.test"), ("password", RegistrationRequests.NewPassword)))
            .ExpectError(400, "rest_invalid_param");

        (await server.QueryAsync("select login from users", "login")).ShouldBe([TestUser.Login]);
    }

    [Theory, EveryEngine, Promise("A2")]
    public async Task Who_is_signed_in_registers_somebody_else_and_changes_nothing_of_the_own_account(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var before = await server.QueryAsync("select * from users", "id", "login", "email", "password_hash", "version");
        var token = (await server.Client.LoginAsync()).Expect(200).AccessToken;

        (await server.Client.SendAsync(HttpMethod.Post, $"{Intruder.Root}/register", System.Net.Http.Json.JsonContent.Create(Body("grace")), token)).Expect(201);

        (await server.QueryAsync($"select * from users where login = '{TestUser.Login}'", "id", "login", "email", "password_hash", "version")).ShouldBe(before);
    }

    private static JsonObject Body(string login) => new()
    {
        ["username"] = login, ["email"] = $"{login}@example.test", ["password"] = RegistrationRequests.NewPassword,
    };

    /// <summary>The two accounts differ in nothing but what they were asked to differ in.</summary>
    private static async Task ExpectAlikeAsync(TestServer server, Answer plain, Answer posted, string login)
    {
        var rows = await server.QueryAsync(
            "select u.*, r.role from users u join user_roles r on r.user_id = u.id where login in ('plain', 'grace') order by login",
            "login", "email", "display_name", "nickname", "first_name", "last_name", "locale", "version", "registered_at", "email_verified_at", "disabled_at", "role");
        rows.Count.ShouldBe(2);
        rows[0].ShouldBe(rows[1].Replace("plain", login, StringComparison.Ordinal));
        rows[0].ShouldEndWith("|subscriber");
        var sessions = await server.QueryAsync("select device, expires_at, idle_expires_at from sessions", "device", "expires_at", "idle_expires_at");
        sessions.Distinct(StringComparer.Ordinal).Count().ShouldBe(1);
        (await server.Client.LoginAsync(login, RegistrationRequests.NewPassword)).Expect(200);
        (await server.Client.LoginAsync(login, "another good password")).Expect(401);
        posted.Json.GetProperty("user_id").GetInt64().ShouldBe(plain.Json.GetProperty("user_id").GetInt64() + 1);
    }
}
