namespace HeadlessKey.FunctionalTests.Attacks;

/// <summary>A stranger's page gets nothing with the browser's credentials.</summary>
public sealed class CorsTests
{
    private const string Allowed = "https://app.example.test";
    private static readonly string[] Strangers =
    [
        "null", "https://evil.test", "http://app.example.test", "https://app.example.test.evil.test", "https://app.example.test:8443", "https://sub.app.example.test",
        "https://app.example.testx", "https://app.example.test/", "https://app.example.test@evil.test", "*", "",
    ];

    [Theory, EveryEngine]
    public async Task Only_a_named_origin_is_let_in_with_credentials(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, ("HeadlessKey:Cors:AllowedOrigins:0", Allowed));

        foreach (var method in new[] { HttpMethod.Post, HttpMethod.Options })
        {
            var own = await CallAsync(server, method, Allowed);
            Header(own, "Access-Control-Allow-Origin").ShouldBe(Allowed);
            Header(own, "Access-Control-Allow-Credentials").ShouldBe("true");
            Header(own, "Vary").ShouldContain("Origin");
            foreach (var stranger in Strangers)
            {
                var answer = await CallAsync(server, method, stranger);
                Header(answer, "Access-Control-Allow-Origin").ShouldBeEmpty(stranger);
                Header(answer, "Access-Control-Allow-Credentials").ShouldBeEmpty(stranger);
                Header(answer, "Vary").ShouldContain("Origin");
            }
        }
    }

    [Theory, EveryEngine]
    public async Task Without_a_list_any_origin_is_let_in_and_never_with_credentials(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        await server.ExecuteAsync("alter table users rename to gone");

        foreach (var origin in Strangers.Where(origin => origin.Length > 0))
        {
            foreach (var method in new[] { HttpMethod.Post, HttpMethod.Options })
            {
                var answer = await CallAsync(server, method, origin);
                Header(answer, "Access-Control-Allow-Origin").ShouldBe("*", origin);
                Header(answer, "Access-Control-Allow-Credentials").ShouldBeEmpty(origin);
            }
        }
    }

    [Theory, EveryEngine]
    public async Task Switched_off_it_lets_nobody_in(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, ("HeadlessKey:Cors:Enabled", "false"));

        foreach (var method in new[] { HttpMethod.Post, HttpMethod.Options })
        {
            Header(await CallAsync(server, method, Allowed), "Access-Control-Allow-Origin").ShouldBeEmpty();
        }
    }

    private static string Header(Answer answer, string name) => answer.Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : string.Empty;

    private static Task<Answer> CallAsync(TestServer server, HttpMethod method, string origin) => server.Client.SendAsync(
        method, $"{Intruder.Root}/token", method == HttpMethod.Post ? new FormUrlEncodedContent([new("username", "x"), new("password", "x")]) : null, null,
        ("Origin", origin), ("Access-Control-Request-Method", "POST"), ("Access-Control-Request-Headers", "authorization"));
}
