using System.Net.Http.Json;
using System.Text;
using HeadlessKey.Passwords;
using Microsoft.Extensions.DependencyInjection;

namespace HeadlessKey.FunctionalTests.Contract;

/// <summary>The table of errors, row by row, as far as the endpoints that there are can give them.</summary>
public sealed class ErrorTableTests
{
    private const string Root = "/wp-json/headlesskey/v1";

    [Theory, EveryEngine]
    public async Task An_error_is_code_message_and_data_with_the_status(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);

        var answer = (await server.Client.LoginAsync(password: "wrong")).ExpectError(401, "incorrect_password");

        answer.Json.Members().ShouldBe(["code: String", "data: Object", "message: String"]);
        answer.Json.GetProperty("data").Members().ShouldBe(["status: Number"]);
        answer.Json.GetProperty("message").GetString()!.ShouldNotContain("<");
        answer.ContentHeaders.ContentType!.ToString().ShouldBe("application/json; charset=UTF-8");
    }

    [Theory, EveryEngine]
    public async Task Missing_parameters_are_all_named(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);

        foreach (var body in (object[])[new { }, new { username = "", password = "" }, new { username = (string?)null }, new { password = (string?)null }])
        {
            (await server.Client.PostAsync("/token", body)).ExpectError(400, "rest_missing_callback_param").Params().ShouldBe(["username", "password"]);
        }

        (await server.Client.PostAsync("/login", new { username = "ada" })).ExpectError(400, "rest_missing_callback_param").Params().ShouldBe(["password"]);
        (await server.Client.PostAsync("/token/refresh", new { })).ExpectError(400, "rest_missing_callback_param").Params().ShouldBe(["token"]);
        (await server.Client.PostFormAsync("/token", ("username", "ada"))).ExpectError(400, "rest_missing_callback_param").Params().ShouldBe(["password"]);
        (await server.Client.SendAsync(HttpMethod.Post, Root + "/token", content: null))
            .ExpectError(400, "rest_missing_callback_param").Params().ShouldBe(["username", "password"]);
    }

    [Theory, EveryEngine]
    public async Task Wrong_types_are_all_named_with_their_details(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);

        var answer = (await PostRawAsync(server, "/token", """{"username": 5, "password": ["x"], "device": {}, "remember": "maybe"}"""))
            .ExpectError(400, "rest_invalid_param");

        answer.Params().ShouldBe(["username", "password", "device", "remember"], ignoreOrder: true);
        var data = answer.Json.GetProperty("data");
        data.GetProperty("params").GetProperty("username").GetString().ShouldBe("This must be text.");
        data.GetProperty("details").GetProperty("username").GetProperty("code").GetString().ShouldBe("rest_invalid_param");
        data.GetProperty("details").GetProperty("username").GetProperty("message").GetString().ShouldBe("This must be text.");
    }

    [Theory, EveryEngine]
    public async Task Text_that_is_too_long_or_not_usable_is_named(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);

        await ExpectRefusedAsync(server, new { username = new string('a', 255), password = "x" }, "username");
        await ExpectRefusedAsync(server, new { username = "ada", password = new string('p', 1025) }, "password");
        await ExpectRefusedAsync(server, new { username = "ada", password = "x", device = new string('d', 101) }, "device");
        await ExpectRefusedAsync(server, new { username = "ada\0", password = "x" }, "username");
        await ExpectRefusedAsync(server, new { username = "ada", password = "x\0y" }, "password");
        (await PostRawAsync(server, "/token", """{"username": "\ud800", "password": "x"}""")).ExpectError(400, "rest_invalid_param").Params().ShouldBe(["username"]);
        (await server.Client.PostFormAsync("/token", ("username", "a"), ("username", "b"), ("password", "x")))
            .ExpectError(400, "rest_invalid_param").Params().ShouldBe(["username"]);
        (await server.Client.LoginAsync(password: string.Concat(Enumerable.Repeat("🐎", 1024)))).ExpectError(401, "incorrect_password");
    }

    [Theory, EveryEngine]
    public async Task A_body_that_is_not_a_json_object_is_invalid_json(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);

        foreach (var body in (string[])["{", "[]", "5", "null", "\"text\"", "{\"a\":1,}", "{\"a\":1}{}", "{\"a\":1,\"a\":2}", "not json", "{\"\\ud800\":1}"])
        {
            (await PostRawAsync(server, "/token", body)).ExpectError(400, "rest_invalid_json");
            (await PostRawAsync(server, "/token/validate", body)).ExpectError(400, "rest_invalid_json").Json.GetProperty("valid").GetBoolean().ShouldBeFalse();
        }
    }

    [Theory, EveryEngine]
    public async Task Bytes_that_are_not_utf8_are_the_callers_fault(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);

        foreach (byte[] body in (byte[][])[[.. "{\"username\":\""u8, 0xff, .. "\",\"password\":\"x\"}"u8], [.. "{\""u8, 0xff, .. "\":1}"u8], [0xff, 0xfe, 0x7b]])
        {
            using var content = new ByteArrayContent(body);
            content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
            (await server.Client.SendAsync(HttpMethod.Post, Root + "/token", content)).Expect(400);
        }
    }

    [Theory, EveryEngine]
    public async Task A_body_over_64_KiB_is_too_large_whether_or_not_it_says_its_length(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var fits = $$"""{"username":"ada","password":"{{TestUser.Password}}"}""";
        fits = fits.PadRight(64 * 1024);

        (await PostRawAsync(server, "/token", fits)).Expect(200);
        (await PostRawAsync(server, "/token", fits[..^1024], ("Transfer-Encoding", "chunked"))).Expect(200); // the chunks' own marks count too
        (await PostRawAsync(server, "/token", fits + " ")).ExpectError(413, "rest_request_too_large");
        (await PostRawAsync(server, "/token", fits + " ", ("Transfer-Encoding", "chunked"))).ExpectError(413, "rest_request_too_large");
        (await server.Client.PostFormAsync("/token", ("username", "ada"), ("password", "x"), ("more", new string('x', 64 * 1024))))
            .ExpectError(413, "rest_request_too_large");
    }

    [Theory, EveryEngine]
    public async Task An_unknown_route_and_a_wrong_method_are_no_route(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);

        foreach (var path in (string[])[Root + "/nope", Root + "/token/", "/wp-json/other/v1/token", "/nope", Root + "/file.txt", "/healthz/deep"])
        {
            var answer = await server.Client.GetAsync(path);
            answer.ExpectError(404, "rest_no_route");
        }

        foreach (var method in (HttpMethod[])[HttpMethod.Get, HttpMethod.Put, HttpMethod.Delete, HttpMethod.Patch])
        {
            (await server.Client.SendAsync(method, Root + "/token", content: null)).ExpectError(404, "rest_no_route");
        }

        (await server.Client.PostAsync("/jwks", new { })).ExpectError(404, "rest_no_route");
    }

    [Theory, EveryEngine]
    public async Task A_missing_a_malformed_and_a_refused_bearer_token_are_challenged_each_in_its_way(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var login = await server.Client.LoginAsync();
        var ended = await server.Client.LoginAsync();
        await server.Client.RevokeAsync(ended.AccessToken);

        await ExpectChallengeAsync(server, null, "headlesskey_no_auth_header", "Bearer");
        foreach (var malformed in (string[])["Basic YTpi", "Bearer", "Bearer  ", login.AccessToken, $"Bearer {login.AccessToken} more"])
        {
            await ExpectChallengeAsync(server, malformed, "headlesskey_bad_auth_header", "Bearer error=\"invalid_request\"");
        }

        await ExpectChallengeAsync(server, "Bearer nonsense", "headlesskey_invalid_token", "Bearer error=\"invalid_token\"");
        await ExpectChallengeAsync(server, $"bearer {Jwt.Forge(login.AccessToken)}", "headlesskey_invalid_token", "Bearer error=\"invalid_token\"");
        await ExpectChallengeAsync(server, $"Bearer {ended.AccessToken}", "headlesskey_revoked_token", "Bearer error=\"invalid_token\"");
        server.Clock.Advance(TimeSpan.FromHours(1));
        await ExpectChallengeAsync(server, $"Bearer {login.AccessToken}", "headlesskey_expired_token", "Bearer error=\"invalid_token\"");
    }

    [Theory, EveryEngine]
    public async Task A_wrong_password_and_a_wrong_refresh_token_are_not_challenged(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);

        (await server.Client.LoginAsync(password: "wrong")).Expect(401).Headers.WwwAuthenticate.ShouldBeEmpty();
        (await server.Client.RefreshAsync("wrong")).Expect(401).Headers.WwwAuthenticate.ShouldBeEmpty();
    }

    [Theory, EveryEngine]
    public async Task A_bad_bearer_header_never_breaks_a_public_route(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        foreach (var header in (string[])["garbage", "Bearer garbage", "Basic YTpi", "Bearer"])
        {
            foreach (var route in (string[])["/token", "/login"])
            {
                using var body = JsonContent.Create(new { username = TestUser.Login, password = TestUser.Password });
                (await server.Client.SendAsync(HttpMethod.Post, Root + route, body, bearer: null, ("Authorization", header))).Expect(200);
            }

            (await server.Client.SendAsync(HttpMethod.Get, "/healthz", content: null, bearer: null, ("Authorization", header))).Expect(200);
            (await server.Client.SendAsync(HttpMethod.Get, Root + "/jwks", content: null, bearer: null, ("Authorization", header))).Expect(200);
        }
    }

    [Theory, EveryEngine]
    public async Task Who_asks_for_a_problem_document_gets_one(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        using var body = JsonContent.Create(new { username = "ada" });

        var answer = (await server.Client.SendAsync(HttpMethod.Post, Root + "/token", body, bearer: null, ("Accept", "application/problem+json")))
            .ExpectError(400, "rest_missing_callback_param");

        answer.ContentHeaders.ContentType!.MediaType.ShouldBe("application/problem+json");
        answer.Json.GetProperty("type").GetString().ShouldEndWith("rest_missing_callback_param");
        answer.Json.GetProperty("title").GetString().ShouldNotBeNullOrEmpty();
        answer.Json.GetProperty("status").GetInt32().ShouldBe(400);
        answer.Params().ShouldBe(["password"]);
    }

    [Theory, EveryEngine]
    public async Task A_full_hashing_queue_is_busy_and_says_when_to_come_again(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, ("HeadlessKey:Passwords:HashQueue", "1"));
        var gate = server.Services.GetRequiredService<HashingGate>();
        using var release = new ManualResetEventSlim();
        var holding = 0;
        bool Hold()
        {
            Interlocked.Increment(ref holding);
            return release.Wait(TimeSpan.FromSeconds(30));
        }

        while (Volatile.Read(ref holding) < Environment.ProcessorCount || gate.Waiting == 0)
        {
            _ = gate.TryRunAsync(Hold, CancellationToken.None);
            await Task.Delay(5);
        }

        var busy = (await server.Client.LoginAsync()).ExpectError(503, "headlesskey_busy");
        release.Set();

        var seconds = busy.Json.GetProperty("data").GetProperty("retry_after").GetInt32();
        seconds.ShouldBeGreaterThan(0);
        busy.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(seconds));
        await Eventually.TrueAsync(async () => (await server.Client.LoginAsync()).Status == 200, TimeSpan.FromSeconds(10), "sign-in after the flood");
    }

    [Theory, EveryEngine]
    public async Task A_fault_of_ours_is_told_to_the_log_and_not_to_the_caller(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        await server.BreakAsync("alter table sessions rename to sessions_gone");

        var answer = (await server.Client.LoginAsync()).ExpectError(500, "internal_server_error");

        answer.Json.GetProperty("data").Members().ShouldBe(["request_id: String", "status: Number"]);
        var id = answer.Json.GetProperty("data").GetProperty("request_id").GetString()!;
        answer.Headers.GetValues("X-Request-Id").ShouldBe([id]);
        answer.Body.ShouldNotContain("sessions");
        var line = server.Log.Lines.Where(line => line.Contains(id)).ShouldHaveSingleItem();
        line.ShouldStartWith("Error");
        line.ShouldContain("sessions");
    }

    private static Task<Answer> PostRawAsync(TestServer server, string route, string json, params (string, string)[] headers) =>
        server.Client.SendAsync(HttpMethod.Post, Root + route, new StringContent(json, Encoding.UTF8, "application/json"), bearer: null, headers);

    private static async Task ExpectRefusedAsync(TestServer server, object body, string parameter) =>
        (await server.Client.PostAsync("/token", body)).ExpectError(400, "rest_invalid_param").Params().ShouldBe([parameter]);

    private static async Task ExpectChallengeAsync(TestServer server, string? header, string code, string challenge)
    {
        (string, string)[] headers = header is null ? [] : [("Authorization", header)];
        foreach (var route in (string[])["/token/validate", "/token/revoke"])
        {
            if (route == "/token/revoke" && code is "headlesskey_revoked_token" or "headlesskey_expired_token")
            {
                continue; // to revoke what is over is no fault
            }

            var answer = await server.Client.SendAsync(HttpMethod.Post, Root + route, content: null, bearer: null, headers);
            answer.ExpectError(401, code);
            answer.Headers.WwwAuthenticate.ToString().ShouldBe(challenge);
        }
    }
}
