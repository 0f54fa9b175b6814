using HeadlessKey.Testing;

namespace HeadlessKey.FunctionalTests.Attacks;

/// <summary>Text from outside stays text: it begins no line of a log and ends no cell.</summary>
public sealed class HostileTextTests
{
    private static readonly string[] Hostile =
    [
        "a\r\ninfo: HeadlessKey[0] login.succeeded admin", "a\nSet-Cookie: x=y", "a\u2028b", "a\u2029b", "a\u0085b", "\u001b[2J\u001b[31mred", "a\u202eb\u2066c", "\u0007\u0008\u007f",
        "=HYPERLINK(\"http://evil.test\")", "@SUM(1+1)", "+1", "-1", "\t=1+1", "<script>alert(1)</script>", "'; drop table users; --", "{0} {1} {Method}", "%n%s%x", "\ufeff", "\ufffe\uffff",
    ];

    [Theory, EveryEngine, Promise("R3")]
    public async Task Hostile_device_names_and_user_agents_are_kept_as_one_line(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        foreach (var text in Hostile)
        {
            var answer = await server.Client.SendAsync(
                HttpMethod.Post, $"{Intruder.Root}/token", System.Net.Http.Json.JsonContent.Create(new { username = TestUser.Login, password = TestUser.Password, device = text }),
                null, ("User-Agent", new string([.. text.Where(c => c is > '\u001f' and < '\u007f')])));
            answer.Expect(200);
        }

        var kept = await server.QueryAsync("select * from sessions", "device", "user_agent");
        kept.Count.ShouldBe(Hostile.Length);
        foreach (var row in kept)
        {
            row.Any(BreaksLines).ShouldBeFalse(System.Text.Json.JsonSerializer.Serialize(row));
        }
    }

    [Theory, EveryEngine, Promise("R3")]
    public async Task Hostile_logins_and_paths_begin_no_log_line(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var quiet = server.Log.Lines.Count;
        foreach (var text in Hostile)
        {
            (await server.Client.LoginAsync(username: text)).Status.ShouldBeOneOf([400, 401], text);
            (await server.Client.LoginAsync(username: TestUser.Login, password: text)).Status.ShouldBeOneOf([400, 401], text);
            (await server.Client.GetAsync($"{Intruder.Root}/{Uri.EscapeDataString(text)}")).ExpectError(404, "rest_no_route");
        }

        await server.ExecuteAsync("alter table users rename to gone");
        foreach (var text in Hostile)
        {
            (await server.Client.LoginAsync(username: text)).Status.ShouldBeOneOf([400, 500], text);
        }

        foreach (var line in server.Log.Lines.Skip(quiet))
        {
            Hostile.ShouldNotContain(text => text.Length > 3 && line.Contains(text, StringComparison.Ordinal), line);
        }

        (await server.QueryAsync("select * from security_events", "detail", "user_agent")).ShouldAllBe(row => !row.Any(BreaksLines));
    }

    [Theory, EveryEngine, Promise("R3")]
    public async Task Hostile_text_is_not_echoed_and_headers_cannot_be_added(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        foreach (var text in Hostile)
        {
            var answer = await server.Client.PostAsync("/token/revoke", new { token = text, scope = text });
            answer.ExpectError(400, "rest_invalid_param");
            answer.Body.ShouldNotContain(text);
            answer.Headers.Contains("Set-Cookie").ShouldBeFalse();
        }
    }

    private static bool BreaksLines(char c) => char.IsControl(c) || c is '\u2028' or '\u2029' or (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069');
}
