using System.Text;
using HeadlessKey.Testing;

namespace HeadlessKey.FunctionalTests.Attacks;

/// <summary>What two parsers could read in two ways is refused, and nothing that is sent makes the server fail.</summary>
public sealed class MalformedInputTests
{
    [Theory, EveryEngine, Promise("T9")]
    public async Task A_payload_with_a_member_twice_is_refused(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var genuine = await server.GenuineAsync();

        foreach (var twice in new[]
        {
            "\"sub\":\"2\"", "\"exp\":9999999999", "\"\\u0073ub\":\"2\"", "\"roles\":[\"administrator\"]", "\"x\":1,\"x\":1", "\"x\":{\"y\":1,\"y\":2}",
        })
        {
            await server.ShouldBeRefusedEverywhereAsync(genuine.WithRawClaims(twice).SignedBy(server.SigningKey()), twice);
        }
    }

    [Theory, EveryEngine, Promise("T9")]
    public async Task A_header_or_payload_that_is_not_plain_json_is_refused(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var genuine = await server.GenuineAsync();
        var deep = string.Concat(Enumerable.Repeat("[", 1000)) + string.Concat(Enumerable.Repeat("]", 1000));
        byte[][] Spoilt(string json) =>
        [
            [], "{"u8.ToArray(), "null"u8.ToArray(), "[]"u8.ToArray(), "1"u8.ToArray(), "\"x\""u8.ToArray(),
            [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(json)],
            Encoding.Unicode.GetBytes(json), Encoding.UTF32.GetBytes(json),
            Encoding.UTF8.GetBytes($"{json}{json}"), Encoding.UTF8.GetBytes($"{json}\0"), Encoding.UTF8.GetBytes($"{json}//x"),
            Encoding.UTF8.GetBytes($"{json[..^1]},}}"), Encoding.UTF8.GetBytes(json.Replace('"', '\'')),
            Encoding.UTF8.GetBytes($"{json[..^1]},\"x\":{deep}}}"), Encoding.UTF8.GetBytes($"{json[..^1]},\"x\":[[[[[[[[[[1]]]]]]]]]]}}"),
            [.. Encoding.UTF8.GetBytes($"{json[..^1]},\"x\":\""), 0xC0, 0xAF, .. "\"}"u8], // overlong
            [.. Encoding.UTF8.GetBytes($"{json[..^1]},\"x\":\""), 0xED, 0xA0, 0x80, .. "\"}"u8], // half a character
            [.. Encoding.UTF8.GetBytes($"{json[..^1]},\"x\":\""), 0xFF, .. "\"}"u8],
            [.. Encoding.UTF8.GetBytes($"{json[..^1]},\""), 0xFF, .. "\":1}"u8],
        ];

        foreach (var header in Spoilt(genuine.HeaderText))
        {
            await server.ShouldBeRefusedEverywhereAsync((genuine with { Header = header }).SignedBy(server.SigningKey()));
        }

        foreach (var payload in Spoilt(genuine.PayloadText))
        {
            await server.ShouldBeRefusedEverywhereAsync((genuine with { Payload = payload }).SignedBy(server.SigningKey()));
        }
    }

    [Theory, EveryEngine, Promise("T9")]
    public async Task A_name_that_is_half_a_character_is_refused(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var genuine = await server.GenuineAsync();

        foreach (var half in new[] { "\"\\ud800\":1", "\"\\udc00\":1", "\"\\ud800\\ud800\":1", "\"\\ud800\":1,\"\\ud800\":2", "\"iss\\ud800\":1", "\"x\":{\"\\ud800\":1}" })
        {
            await server.ShouldBeRefusedEverywhereAsync(genuine.WithRawClaims(half).SignedBy(server.SigningKey()), half);
            await server.ShouldBeRefusedEverywhereAsync(genuine.WithRawParameters(half).SignedBy(server.SigningKey()), half);
            await server.ShouldBeRefusedEverywhereAsync(genuine.WithHeader($"{{{half}}}").SignedWithText("AAAA"), half);
        }
    }

    [Theory, EveryEngine, Promise("T9")]
    public async Task A_token_is_at_most_eight_kibibytes_long(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var genuine = await server.GenuineAsync();
        string Padded(int length)
        {
            var bare = genuine.WithClaim("pad", "\"\"").SignedBy(server.SigningKey()).Length;
            var padding = (length - bare) * 3 / 4;
            while (genuine.WithClaim("pad", $"\"{new string('x', padding)}\"").SignedBy(server.SigningKey()).Length < length)
            {
                padding++;
            }

            return genuine.WithClaim("pad", $"\"{new string('x', padding)}\"").SignedBy(server.SigningKey());
        }

        var longest = Padded((8 * 1024) - 2);
        longest.Length.ShouldBeInRange((8 * 1024) - 2, 8 * 1024);
        await server.ShouldBeAcceptedAsync(longest);
        await server.ShouldBeRefusedEverywhereAsync(Padded((8 * 1024) + 1));
        await server.ShouldBeRefusedEverywhereAsync(Padded(20 * 1024));
    }

    [Theory, EveryEngine, Promise("T9")]
    public async Task A_text_that_is_not_three_parts_of_base64url_is_refused(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var token = (await server.Client.LoginAsync()).Expect(200).AccessToken;
        var parts = token.Split('.');

        foreach (var wrong in new[]
        {
            ".", "..", "...", "....", "a", "a.b", "a.b.c", "a.b.c.d.e", $"{parts[0]}.{parts[1]}", $".{parts[1]}.{parts[2]}", $"{parts[0]}..{parts[2]}",
            $" {token}", $"{token} ", $"{token}\n", $"\t{token}", $"{token}.", $"{token}.{parts[2]}", token.Replace('.', ','), $"{token}{token}",
            token.Insert(10, "\n"), token.Insert(10, " "), token.Insert(10, "="), token.Insert(10, "%"), token.Insert(10, "+"), token.Insert(10, "/"), token.Insert(10, "é"),
            $"Bearer {token}", $"\"{token}\"", "\ud83d\ude00", new string('.', 8000), new string('a', 8000), "eyJ.eyJ.eyJ",
        })
        {
            (await server.Client.ValidateAsync(wrong)).Status.ShouldBeOneOf([400, 401], wrong);
            (await server.Client.RefreshByAccessTokenAsync(wrong)).Status.ShouldBeOneOf([400, 401], wrong);
            (await server.Client.RefreshAsync(wrong)).Status.ShouldBeOneOf([400, 401], wrong);
            (await server.Client.RevokeAsync(wrong)).Status.ShouldBeOneOf([400, 401], wrong);
        }
    }

    [Theory, EveryEngine, Promise("T9")]
    public async Task A_body_that_two_parsers_read_in_two_ways_is_refused(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var deep = string.Concat(Enumerable.Repeat("[", 2000)) + string.Concat(Enumerable.Repeat("]", 2000));
        const string right = $"\"username\":\"{TestUser.Login}\",\"password\":\"{TestUser.Password}\"";
        byte[][] bodies =
        [
            .. new[]
            {
                $"{{{right},\"username\":\"admin\"}}", $"{{{right},\"\\u0075sername\":\"admin\"}}", $"{{{right},\"x\":{deep}}}", $"{{{right}}}{{}}", $"[{{{right}}}]",
                $"{{{right},}}", $"{{{right}}}\0", $"{{/**/{right}}}", $"{{{right},\"\\ud800\":1}}", $"{{{right},\"x\":{{\"\\ud800\":1}},\"\\udc00\":2}}", $"{{{right},\"x\":NaN}}",
                $"{{{right},\"x\":1", "{\"username\":{\"$ne\":null},\"password\":{\"$ne\":null}}", "{\"username\":[\"ada\"],\"password\":true}",
                "{\"username\":\"ada\",\"password\":\"\\ud800\"}", "{\"username\":\"ada\\u0000\",\"password\":\"x\"}", "\"x\"", "null", "1", "nul",
            }.Select(Encoding.UTF8.GetBytes),
            [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes($"{{{right}}}")],
            Encoding.Unicode.GetBytes($"{{{right}}}"),
            [.. Encoding.UTF8.GetBytes($"{{{right},\"x\":\""), 0xFF, .. "\",\""u8, 0xFF, .. "\":1}"u8],
            [.. "{\"username\":\"ada\",\"password\":\""u8, 0xFF, 0xFE, .. "\"}"u8],
        ];

        foreach (var route in new[] { "/token", "/login", "/token/validate", "/token/refresh", "/token/revoke", "/forgot-password", "/reset-password", "/change-password" })
        {
            foreach (var body in bodies)
            {
                var answer = await PostRawAsync(server, Intruder.Root + route, body, "application/json");
                answer.Status.ShouldBeOneOf([400, 401], $"{route} {Encoding.UTF8.GetString(body[..Math.Min(body.Length, 200)])}: {answer.Body}");
            }
        }
    }

    [Theory, EveryEngine, Promise("T9")]
    public async Task Odd_content_types_and_forms_never_make_the_server_fail(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var many = string.Join('&', Enumerable.Range(0, 3000).Select(i => $"k{i}=v"));
        (string Type, string Body)[] requests =
        [
            ("application/x-www-form-urlencoded", "username=ada&username=root&password=x"), ("application/x-www-form-urlencoded", many),
            ("application/x-www-form-urlencoded", "%ff=%ff&username=%ff&password=%ff%00"), ("application/x-www-form-urlencoded", "username[]=ada&password[]=x"),
            ("application/x-www-form-urlencoded; charset=utf-7", "username=ada&password=x"), ("application/x-www-form-urlencoded; charset=nonsense", "username=ada&password=x"),
            ("application/x-www-form-urlencoded; charset=utf-16", "username=ada&password=x"),
            ("multipart/form-data", "x"), ("multipart/form-data; boundary=", "x"), ("multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=\"username\"\r\n\r\nada"),
            ("multipart/form-data; boundary=" + new string('b', 300), "x"), ("application/json; charset=utf-16", "{}"), ("application/json; charset=nonsense", "{}"),
            ("text/plain", "{}"), ("application/xml", "<!DOCTYPE x [<!ENTITY y SYSTEM \"file:///etc/passwd\">]><x>&y;</x>"), ("application/vnd.api+json", "{\"username\":1}"), ("nonsense", "{}"), (";", "{}"),
        ];

        foreach (var route in new[] { "/token", "/login", "/token/validate", "/token/refresh", "/token/revoke", "/forgot-password", "/reset-password", "/change-password" })
        {
            foreach (var (type, body) in requests)
            {
                var answer = await PostRawAsync(server, Intruder.Root + route, Encoding.UTF8.GetBytes(body), type);
                answer.Status.ShouldBeOneOf([400, 401], $"{route} {type} {body[..Math.Min(body.Length, 100)]}: {answer.Body}");
            }
        }
    }

    private static Task<Answer> PostRawAsync(TestServer server, string path, byte[] body, string type)
    {
        var content = new ByteArrayContent(body);
        content.Headers.Remove("Content-Type");
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        return server.Client.SendAsync(HttpMethod.Post, path, content);
    }
}
