namespace HeadlessKey.FunctionalTests;

public sealed class LoginTests
{
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
}
