using System.Text;
using HeadlessKey.FunctionalTests.Attacks;
using HeadlessKey.Testing;

namespace HeadlessKey.FunctionalTests.Contract;

/// <summary>A reverse proxy asks who a request is from.</summary>
public sealed class ForwardAuthTests
{
    private const string Address = "/wp-json/headlesskey/v1/auth/verify";

    [Theory, EveryEngine]
    public async Task A_good_token_is_told_whose_it_is_and_any_other_is_refused(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var login = (await server.Client.LoginAsync()).Expect(200);

        var good = (await server.Client.GetAsync(Address, login.AccessToken)).Expect(200);

        (Header(good, "X-Auth-User-Id"), Header(good, "X-Auth-User"), Header(good, "X-Auth-Roles"))
            .ShouldBe(($"{await server.UserIdAsync()}", TestUser.Login, "subscriber"));
        good.Body.ShouldBeEmpty();
        (await server.Client.GetAsync(Address)).ExpectError(401, "headlesskey_no_auth_header");
        (await server.Client.GetAsync(Address, Jwt.Forge(login.AccessToken))).ExpectError(401, "headlesskey_invalid_token");
        (await server.Client.GetAsync(Address, login.RefreshToken)).ExpectError(401, "headlesskey_invalid_token");
        (await server.Client.RevokeAsync(login.AccessToken)).Expect(200);
        var revoked = (await server.Client.GetAsync(Address, login.AccessToken)).ExpectError(401, "headlesskey_revoked_token");
        revoked.Headers.Contains("X-Auth-User").ShouldBeFalse();
    }

    [Theory, EveryEngine]
    public async Task Roles_are_asked_for_by_query_and_a_misspelt_question_lets_nobody_in(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        await server.SetRolesAsync("author", "translator");
        var token = (await server.Client.LoginAsync()).AccessToken;
        await server.AddUserAsync("nobody", "nobody@example.test", TestUser.Password);
        var roleless = (await server.Client.LoginAsync("nobody")).AccessToken;

        Header((await server.Client.GetAsync(Address, token)).Expect(200), "X-Auth-Roles").ShouldBe("author,translator");
        Header((await server.Client.GetAsync(Address, roleless)).Expect(200), "X-Auth-Roles").ShouldBeEmpty();
        (await server.Client.GetAsync($"{Address}?role=author", token)).Expect(200);
        (await server.Client.GetAsync($"{Address}?role=editor&role=translator", token)).Expect(200);
        (await server.Client.GetAsync($"/?rest_route=/headlesskey/v1/auth/verify&role=author", token)).Expect(200);
        (await server.Client.GetAsync($"{Address}?role=editor", token)).ExpectError(403, "rest_forbidden");
        (await server.Client.GetAsync($"{Address}?role=author", roleless)).ExpectError(403, "rest_forbidden");
        (await server.Client.GetAsync($"{Address}?role=editor")).ExpectError(401, "headlesskey_no_auth_header");
        foreach (var misspelt in new[] { "roles=author", "role=", "role", "role=author,editor", "role=Author", "role=author&and=more" })
        {
            (await server.Client.GetAsync($"{Address}?{misspelt}", token)).ExpectError(400, "rest_invalid_param");
        }
    }

    [Theory, EveryEngine]
    public async Task It_may_be_asked_by_any_method_with_whatever_body_the_proxy_sends_along(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var token = (await server.Client.LoginAsync()).AccessToken;

        foreach (var method in new[] { "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS" })
        {
            Header((await server.Client.SendAsync(new HttpMethod(method), Address, Body(), token)).Expect(200), "X-Auth-User").ShouldBe(TestUser.Login);
            (await server.Client.SendAsync(new HttpMethod(method), Address, Body())).Expect(401);
            foreach (var address in new[] { Address, Address + "/", Address.ToUpperInvariant(), "/?rest_route=/headlesskey/v1/auth/verify" })
            {
                // To a browser's question before the question, too: the proxy would take any 2xx for a yes.
                (await server.Client.SendAsync(new HttpMethod(method), address, Body(), null, ("Origin", "https://app.example.test"), ("Access-Control-Request-Method", "GET")))
                    .Status.ShouldBeOneOf([401, 404], $"{method} {address}");
            }

            StringContent? Body() => method == "HEAD" ? null : new StringContent("{ not json", Encoding.UTF8, "application/json");
        }
    }

    [Theory, EveryEngine]
    public async Task What_the_client_says_of_itself_counts_for_nothing(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var token = (await server.Client.LoginAsync()).AccessToken;
        (string, string)[] claims = [("X-Auth-User", "root"), ("X-Auth-User-Id", "1000"), ("X-Auth-Roles", "administrator"), ("X-Auth-Other", "x")];

        var answer = (await server.Client.SendAsync(HttpMethod.Get, Address, null, token, claims)).Expect(200);

        (Header(answer, "X-Auth-User"), Header(answer, "X-Auth-Roles")).ShouldBe((TestUser.Login, "subscriber"));
        answer.Headers.Contains("X-Auth-Other").ShouldBeFalse();
        (await server.Client.SendAsync(HttpMethod.Get, $"{Address}?role=administrator", null, token, claims)).Expect(403);
    }

    [Theory, EveryEngine]
    public async Task A_login_that_no_header_could_carry_is_encoded(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        foreach (var (login, shown) in new[]
        {
            ("Ada Lovelace", "Ada Lovelace"), ("ada@example.test", "ada@example.test"), ("格蕾丝", "%E6%A0%BC%E8%95%BE%E4%B8%9D"), ("a,b%c", "a%2Cb%25c"),
            ("x\r\nX-Auth-Roles: administrator", "x%0D%0AX-Auth-Roles%3A administrator"),
        })
        {
            await server.ExecuteAsync($"update users set login = '{login}' where login_key = '{TestUser.Login}'"); // as a foreign directory might have it
            var token = (await server.Client.LoginAsync(TestUser.Email)).AccessToken;

            var answer = (await server.Client.GetAsync(Address, token)).Expect(200);

            Header(answer, "X-Auth-User").ShouldBe(shown);
            Uri.UnescapeDataString(shown).ShouldBe(login);
            Header(answer, "X-Auth-Roles").ShouldBe("subscriber");
        }
    }

    [Theory, EveryEngine]
    public async Task A_cookie_counts_only_where_it_is_named_and_only_without_a_header(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        await using var named = await server.StartAnotherNodeAsync(("HeadlessKey:ForwardAuth:Cookie", "app-token"));
        var token = (await server.Client.LoginAsync()).AccessToken;

        (await AskAsync(server, ("Cookie", $"app-token={token}"))).ExpectError(401, "headlesskey_no_auth_header");
        (await AskAsync(named, ("Cookie", $"app-token={token}"))).Expect(200);
        (await AskAsync(named, ("Cookie", $"other-token={token}"))).ExpectError(401, "headlesskey_no_auth_header");
        (await AskAsync(named, ("Cookie", $"app-token={token}x"))).ExpectError(401, "headlesskey_invalid_token");
        (await AskAsync(named, ("Cookie", $"app-token={token}"), ("Authorization", "Bearer nonsense"))).ExpectError(401, "headlesskey_invalid_token");
        (await AskAsync(named, ("Cookie", $"app-token={token}"), ("Authorization", "Basic YTpi"))).ExpectError(401, "headlesskey_bad_auth_header");
    }

    [Theory, EveryEngine, Promise("W1")]
    public async Task It_answers_without_the_database(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var token = (await server.Client.LoginAsync()).AccessToken;
        var revoked = (await server.Client.LoginAsync()).AccessToken;
        (await server.Client.RevokeAsync(revoked)).Expect(200);
        foreach (var table in new[] { "users", "sessions", "user_roles", "revocations", "signing_keys" })
        {
            await server.ExecuteAsync($"alter table {table} rename to {table}_gone");
        }

        (await server.Client.GetAsync($"{Address}?role=subscriber", token)).Expect(200);
        (await server.Client.GetAsync(Address, revoked)).ExpectError(401, "headlesskey_revoked_token");
    }

    private static Task<Answer> AskAsync(TestServer server, params (string, string)[] headers) =>
        server.Client.SendAsync(HttpMethod.Get, Address, content: null, bearer: null, headers);

    private static string Header(Answer answer, string name) => string.Join(',', answer.Headers.GetValues(name));
}
