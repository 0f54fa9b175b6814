using System.Text.Json;

namespace HeadlessKey.FunctionalTests.Contract;

/// <summary>What an access token says, as the contract lists it.</summary>
public sealed class AccessTokenTests
{
    [Theory, EveryEngine]
    public async Task The_header_names_type_algorithm_and_key(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);

        var header = Jwt.Header((await server.Client.LoginAsync()).AccessToken);

        header.Members().ShouldBe(["alg: String", "kid: String", "typ: String"]);
        header.GetProperty("alg").GetString().ShouldBe("HS256");
        header.GetProperty("typ").GetString().ShouldBe("JWT");
        header.GetProperty("kid").GetString().ShouldNotBeNullOrEmpty();
    }

    [Theory, EveryEngine]
    public async Task The_claims_are_those_of_the_contract(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);

        var login = await server.Client.LoginAsync();
        var claims = Jwt.Claims(login.AccessToken);
        var id = await server.UserIdAsync();
        var now = server.Clock.GetUtcNow().ToUnixTimeSeconds();

        claims.GetProperty("iss").GetString().ShouldBe(TestServer.PublicUrl);
        claims.GetProperty("iat").GetInt64().ShouldBe(now);
        claims.GetProperty("nbf").GetInt64().ShouldBe(now);
        claims.GetProperty("exp").GetInt64().ShouldBe(now + 3600);
        claims.GetProperty("jti").GetString().ShouldBe(login.Json.GetProperty("jti").GetString());
        claims.GetProperty("sub").GetString().ShouldBe($"{id}");
        claims.GetProperty("sid").GetString().ShouldBe(login.SessionId);
        claims.GetProperty("roles").EnumerateArray().Select(role => role.GetString()).ShouldBe(["subscriber"]);
        var data = claims.GetProperty("data");
        data.Members().ShouldBe(["ID: Number", "user: Object", "user_login: String"]);
        data.GetProperty("ID").GetInt64().ShouldBe(id);
        data.GetProperty("user_login").GetString().ShouldBe(TestUser.Login);
        data.GetProperty("user").GetProperty("id").GetInt64().ShouldBe(id);
        claims.TryGetProperty("aud", out _).ShouldBeFalse();
    }

    [Theory, EveryEngine]
    public async Task The_jti_is_a_version_4_uuid_and_never_the_same(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);

        var first = await server.Client.LoginAsync();
        var second = await server.Client.RefreshAsync(first.RefreshToken);
        var third = await server.Client.LoginAsync();
        string[] ids = [.. new[] { first, second, third }.Select(answer => answer.Json.GetProperty("jti").GetString()!)];

        ids.ShouldBeUnique();
        ids.ShouldAllBe(id => System.Text.RegularExpressions.Regex.IsMatch(id, "^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$"));
    }

    [Theory, EveryEngine]
    public async Task The_token_tells_no_address(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);

        Jwt.Claims((await server.Client.LoginAsync()).AccessToken).GetRawText().ShouldNotContain(TestUser.Email);
    }

    [Theory, EveryEngine]
    public async Task A_configured_audience_and_issuer_are_in_the_token(string engine)
    {
        await using var server = await TestServer.StartAsync(
            engine, ("HeadlessKey:Tokens:Audience", "front-end"), ("HeadlessKey:Tokens:Issuer", "https://issuer.example.test"));

        var token = (await server.Client.LoginAsync()).AccessToken;

        Jwt.Claims(token).GetProperty("aud").GetString().ShouldBe("front-end");
        Jwt.Claims(token).GetProperty("iss").GetString().ShouldBe("https://issuer.example.test");
        (await server.Client.ValidateAsync(token)).Expect(200);
    }

    [Theory, EveryEngine]
    public async Task A_configured_lifetime_is_kept_to_the_second(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, ("HeadlessKey:Tokens:Lifetime", "00:05:00"));
        var login = await server.Client.LoginAsync();
        login.Json.GetProperty("expires_in").GetInt64().ShouldBe(300);

        server.Clock.Advance(TimeSpan.FromSeconds(299));
        (await server.Client.ValidateAsync(login.AccessToken)).Expect(200);

        server.Clock.Advance(TimeSpan.FromSeconds(1));
        (await server.Client.ValidateAsync(login.AccessToken)).ExpectError(401, "headlesskey_expired_token");
    }

    [Theory, EveryEngine]
    public async Task RS256_and_ES256_sign_when_configured_and_publish_their_key(string engine)
    {
        foreach (var algorithm in (string[])["RS256", "ES256"])
        {
            await using var server = await TestServer.StartAsync(engine, ("HeadlessKey:Keys:Algorithm", algorithm));

            var token = (await server.Client.LoginAsync()).Expect(200).AccessToken;

            var header = Jwt.Header(token);
            header.GetProperty("alg").GetString().ShouldBe(algorithm);
            (await server.Client.ValidateAsync(token)).Expect(200);
            (await server.Client.GetAsync("/.well-known/jwks.json")).Expect(200).Json.GetProperty("keys").EnumerateArray()
                .Select(key => key.GetProperty("kid").GetString()).ShouldContain(header.GetProperty("kid").GetString());
        }
    }

    [Theory, EveryEngine]
    public async Task A_configured_secret_signs_and_is_never_published(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, ("HeadlessKey:SecretKey", "Vq3bZ0tJm8yXwK5uRc7dHn2sLf9pGa4e"));

        var token = (await server.Client.LoginAsync()).Expect(200).AccessToken;

        Jwt.Header(token).GetProperty("alg").GetString().ShouldBe("HS256");
        (await server.Client.ValidateAsync(token)).Expect(200);
        (await server.Client.GetAsync("/.well-known/jwks.json")).Json.GetProperty("keys").GetArrayLength().ShouldBe(0);
    }

    [Theory, EveryEngine]
    public async Task The_claims_that_validate_answers_are_those_of_the_token(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var token = (await server.Client.LoginAsync()).AccessToken;

        var data = (await server.Client.ValidateAsync(token)).Json.GetProperty("data");

        JsonElement.DeepEquals(data, Jwt.Claims(token)).ShouldBeTrue();
    }
}
