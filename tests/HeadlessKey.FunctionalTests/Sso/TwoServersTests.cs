using HeadlessKey.Testing;

namespace HeadlessKey.FunctionalTests.Sso;

/// <summary>Two real servers sign each other's people in and out, over HTTP.</summary>
public sealed class TwoServersTests
{
    [Theory, Promise("O3")]
    [InlineData("sqlite", "HS256"), InlineData("sqlite", "RS256"), InlineData("sqlite", "ES256")]
    [InlineData("postgresql", "HS256"), InlineData("postgresql", "RS256"), InlineData("postgresql", "ES256")]
    public async Task A_sign_in_goes_over_in_both_directions_and_so_does_its_end(string engine, string algorithm)
    {
        await using var both = await TwoServers.StartAsync(engine, algorithm);
        foreach (var (from, to, name) in new[] { (both.East, both.West, "east"), (both.West, both.East, "west") })
        {
            await from.AddUserAsync($"{name}ern", $"{name}ern@example.test", TestUser.Password, "editor");
            var home = (await from.Client.LoginAsync($"{name}ern")).Expect(200);

            var abroad = (await to.ExchangeAsync(home.AccessToken, name, TwoServers.Secret)).Expect(200);

            var user = abroad.Json.GetProperty("user");
            user.GetProperty("user_login").GetString().ShouldBe($"{name}ern");
            user.GetProperty("roles").EnumerateArray().Single().GetString().ShouldBe("subscriber"); // editor at home is nothing abroad
            (await to.Client.ValidateAsync(abroad.AccessToken)).Expect(200);
            (await to.ExchangeAsync(home.AccessToken, name, TwoServers.Secret)).ExpectError(401, "headlesskey_sso_rejected");

            // The next token is the same person's, and who signs out at home is signed out abroad.
            var next = (await from.Client.RefreshAsync(home.RefreshToken)).Expect(200);
            var again = (await to.ExchangeAsync(next.AccessToken, name, TwoServers.Secret)).Expect(200);
            again.Json.GetProperty("user").GetProperty("ID").GetInt64().ShouldBe(user.GetProperty("ID").GetInt64());
            (await from.Client.RevokeAsync(next.AccessToken)).Expect(200);
            await Eventually.TrueAsync(
                async () => (await to.Client.ValidateAsync(abroad.AccessToken)).Code == "headlesskey_revoked_token"
                    && (await to.Client.ValidateAsync(again.AccessToken)).Code == "headlesskey_revoked_token",
                TimeSpan.FromSeconds(15),
                "the other side's sessions end");
            (await to.Client.RefreshAsync(again.RefreshToken)).Expect(401);
            (await to.CountEventsAsync("sso.logged_out")).ShouldBe(2);
        }
    }
}
