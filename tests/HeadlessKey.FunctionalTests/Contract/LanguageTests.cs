using System.Net.Http.Json;

namespace HeadlessKey.FunctionalTests.Contract;

/// <summary>People read the language their browser asks for; programs read the same codes in every language.</summary>
public sealed class LanguageTests
{
    private const string Chinese = "zh-CN,zh;q=0.9,en;q=0.8";

    [Theory, EveryEngine]
    public async Task A_message_comes_in_the_language_asked_for_and_the_code_does_not_change(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var login = (await server.Client.LoginAsync()).Expect(200);

        var refused = (await PostAsync(server, "/token", new { username = "ada", password = "wrong" })).ExpectError(401, "incorrect_password");
        var revoked = (await PostAsync(server, "/token/revoke", new { token = login.AccessToken })).Expect(200);

        MessageOf(refused).ShouldBe("用户名或密码不正确。");
        MessageOf(revoked).ShouldBe("令牌已成功撤销。");
    }

    [Theory, EveryEngine]
    public async Task What_is_wrong_with_a_field_is_said_in_that_language_too(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);

        var answer = (await PostAsync(server, "/token", new { username = 7, password = "wrong" })).ExpectError(400, "rest_invalid_param");

        answer.Json.GetProperty("data").GetProperty("params").GetProperty("username").GetString().ShouldBe("此项必须是文本。");
        answer.Json.GetProperty("data").GetProperty("details").GetProperty("username").GetProperty("message").GetString().ShouldBe("此项必须是文本。");
    }

    [Theory, EveryEngine]
    public async Task A_route_that_is_nowhere_says_so_in_that_language(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);

        MessageOf((await PostAsync(server, "/nope", new { })).ExpectError(404, "rest_no_route")).ShouldBe("没有与此网址和请求方法匹配的路由。");
    }

    [Theory, EveryEngine]
    public async Task Who_asks_for_nothing_or_for_a_language_that_is_not_there_reads_english(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);

        MessageOf(await server.Client.LoginAsync(password: "wrong")).ShouldBe("The username or the password is not correct.");
        MessageOf(await PostAsync(server, "/token", new { username = "ada", password = "wrong" }, "fr")).ShouldBe("The username or the password is not correct.");
    }

    private static Task<Answer> PostAsync(TestServer server, string route, object body, string language = Chinese) =>
        server.Client.SendAsync(HttpMethod.Post, "/wp-json/headlesskey/v1" + route, JsonContent.Create(body), null, ("Accept-Language", language));

    private static string? MessageOf(Answer answer) => answer.Json.GetProperty("message").GetString();
}
