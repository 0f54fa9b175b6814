namespace HeadlessKey.FunctionalTests.Contract;

public sealed class ValidateTests
{
    private const string Route = "/wp-json/headlesskey/v1/token/validate";

    [Theory, EveryEngine]
    public async Task A_good_token_is_valid_with_its_claims_and_nothing_else(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var login = await server.Client.LoginAsync();

        (await server.Client.ValidateAsync(login.AccessToken)).Expect(200).Json.Members().ShouldBe(["data: Object", "valid: Boolean"]);
    }

    [Theory, EveryEngine]
    public async Task The_token_may_come_as_json_as_form_or_in_the_header(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var token = (await server.Client.LoginAsync()).AccessToken;

        var asJson = (await server.Client.PostAsync("/token/validate", new { token })).Expect(200);
        var asForm = (await server.Client.PostFormAsync("/token/validate", ("token", token))).Expect(200);
        var asHeader = (await server.Client.SendAsync(HttpMethod.Post, Route, content: null, token)).Expect(200);

        asForm.Body.ShouldBe(asJson.Body);
        asHeader.Body.ShouldBe(asJson.Body);
    }

    [Theory, EveryEngine]
    public async Task The_body_goes_before_the_header(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var token = (await server.Client.LoginAsync()).AccessToken;
        using var body = new FormUrlEncodedContent([KeyValuePair.Create("token", Jwt.Forge(token))]);

        (await server.Client.SendAsync(HttpMethod.Post, Route, body, token)).ExpectError(401, "headlesskey_invalid_token");
    }

    [Theory, EveryEngine]
    public async Task Every_refusal_says_valid_false_at_the_top(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var login = await server.Client.LoginAsync();
        var ended = await server.Client.LoginAsync();
        await server.Client.RevokeAsync(ended.AccessToken);

        ExpectRefusal(await server.Client.SendAsync(HttpMethod.Post, Route, content: null), 401, "headlesskey_no_auth_header");
        ExpectRefusal(
            await server.Client.SendAsync(HttpMethod.Post, Route, content: null, bearer: null, ("Authorization", "Basic YTpi")),
            401, "headlesskey_bad_auth_header");
        ExpectRefusal(await server.Client.ValidateAsync(Jwt.Forge(login.AccessToken)), 401, "headlesskey_invalid_token");
        ExpectRefusal(await server.Client.ValidateAsync("no token at all"), 401, "headlesskey_invalid_token");
        ExpectRefusal(await server.Client.ValidateAsync(login.RefreshToken), 401, "headlesskey_invalid_token");
        ExpectRefusal(await server.Client.ValidateAsync(ended.AccessToken), 401, "headlesskey_revoked_token");
        ExpectRefusal(await server.Client.PostAsync("/token/validate", new { token = 5 }), 400, "rest_invalid_param");
        server.Clock.Advance(TimeSpan.FromHours(1));
        ExpectRefusal(await server.Client.ValidateAsync(login.AccessToken), 401, "headlesskey_expired_token");
    }

    [Theory, EveryEngine]
    public async Task A_token_longer_than_any_of_ours_is_a_wrong_token(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);

        (await server.Client.ValidateAsync(new string('a', 9000))).ExpectError(401, "headlesskey_invalid_token");
    }

    [Theory, EveryEngine]
    public async Task Validating_needs_no_database(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var login = await server.Client.LoginAsync();
        await server.DropDatabaseAsync();

        (await server.Client.ValidateAsync(login.AccessToken)).Expect(200);
    }

    private static void ExpectRefusal(Answer answer, int status, string code)
    {
        answer.ExpectError(status, code);
        answer.Json.Members().ShouldBe(["code: String", "data: Object", "message: String", "valid: Boolean"]);
        answer.Json.GetProperty("valid").GetBoolean().ShouldBeFalse();
    }
}
