using System.Globalization;
using HeadlessKey.Testing;

namespace HeadlessKey.FunctionalTests.Attacks;

/// <summary>Claims under a signature that verifies: they still must be there, of their types, and true.</summary>
public sealed class ClaimTests
{
    [Theory, EveryEngine, Promise("T6")]
    public async Task A_date_of_an_odd_type_is_refused(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var genuine = await server.GenuineAsync();
        var now = server.Clock.GetUtcNow().ToUnixTimeSeconds();

        foreach (var claim in new[] { "exp", "nbf", "iat" })
        {
            foreach (var odd in new[]
            {
                $"\"{now}\"", $"{now}.5", $"{now}.0", "1e10", "-1", "-0.0", $"-{now}", "9223372036854775808", "1e400", "99999999999999", "253402300800",
                "null", "true", "[]", $"[{now}]", "{}", "\"\"", "\"never\"", null,
            })
            {
                await server.ShouldBeRefusedEverywhereAsync(genuine.WithClaim(claim, odd).SignedBy(server.SigningKey()), $"{claim} {odd}");
            }
        }
    }

    [Theory, EveryEngine, Promise("T6")]
    public async Task A_date_at_the_end_of_time_breaks_nothing(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, ("HeadlessKey:Tokens:ClockSkew", "00:01:00"));
        var genuine = await server.GenuineAsync();

        foreach (var claim in new[] { "exp", "nbf", "iat" })
        {
            var last = genuine.WithClaim(claim, DateTimeOffset.MaxValue.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
            (await server.Client.ValidateAsync(last.SignedBy(server.SigningKey()))).ExpectError(401, "headlesskey_invalid_token");
        }
    }

    [Theory, EveryEngine, Promise("T6")]
    public async Task A_claim_that_is_missing_or_of_an_odd_type_is_refused(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var genuine = await server.GenuineAsync();

        foreach (var claim in new[] { "iss", "jti", "sid", "sub", "gen", "roles", "data" })
        {
            foreach (var odd in new[] { null, "null", "{}", "[[]]", "[null]", "[1]", "true", "-1", "1.5" })
            {
                await server.ShouldBeRefusedEverywhereAsync(genuine.WithClaim(claim, odd).SignedBy(server.SigningKey()), $"{claim} {odd}");
            }
        }

        foreach (var odd in new[] { "\"-1\"", "\"+1\"", "\" 1\"", "\"1 \"", "\"0x1\"", "\"1,0\"", "\"\"", "\"99999999999999999999\"", "\"\u0661\"" })
        {
            await server.ShouldBeRefusedEverywhereAsync(genuine.WithClaim("sub", odd).SignedBy(server.SigningKey()), $"sub {odd}");
        }
    }

    [Theory, EveryEngine, Promise("T6")]
    public async Task Another_s_issuer_or_audience_is_refused(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, ("HeadlessKey:Tokens:Audience", "shop"));
        var genuine = await server.GenuineAsync();
        var key = server.SigningKey();

        foreach (var issuer in new[]
        {
            $"\"{TestServer.PublicUrl}/\"", "\"\"", "\"https://evil.test\"", $"\"{TestServer.PublicUrl.ToUpperInvariant()}\"", $"[\"{TestServer.PublicUrl}\"]",
            $"\"{TestServer.PublicUrl}\\u0000\"", $"\" {TestServer.PublicUrl}\"",
        })
        {
            await server.ShouldBeRefusedEverywhereAsync(genuine.WithClaim("iss", issuer).SignedBy(key), issuer);
        }

        foreach (var audience in new[] { null, "null", "\"\"", "\"Shop\"", "\"shop \"", "\"shop,admin\"", "[]", "[\"admin\"]", "[\"shop\",1]", "[[\"shop\"]]", "{\"shop\":1}", "1" })
        {
            await server.ShouldBeRefusedEverywhereAsync(genuine.WithClaim("aud", audience).SignedBy(key), $"aud {audience}");
        }

        await server.ShouldBeAcceptedAsync(genuine.WithClaim("aud", "[\"admin\",\"shop\"]").SignedBy(key));
    }

    [Theory, EveryEngine, Promise("T6")]
    public Task Dates_are_exact_to_the_second(string engine) => CheckTheSecondsAsync(engine, skew: 0);

    [Theory, EveryEngine, Promise("T6")]
    public Task Dates_are_exact_to_the_second_after_a_skew_of_sixty(string engine) => CheckTheSecondsAsync(engine, skew: 60);

    private static async Task CheckTheSecondsAsync(string engine, int skew)
    {
        await using var server = await TestServer.StartAsync(engine, ("HeadlessKey:Tokens:ClockSkew", TimeSpan.FromSeconds(skew).ToString()));
        var genuine = await server.GenuineAsync();
        var now = server.Clock.GetUtcNow().ToUnixTimeSeconds();
        string With(string claim, long at) => genuine.WithClaim(claim, at.ToString(CultureInfo.InvariantCulture)).SignedBy(server.SigningKey());

        await server.ShouldBeAcceptedAsync(With("exp", now - skew + 1));
        (await server.Client.ValidateAsync(With("exp", now - skew))).ExpectError(401, "headlesskey_expired_token");
        await server.ShouldBeAcceptedAsync(With("nbf", now + skew));
        (await server.Client.ValidateAsync(With("nbf", now + skew + 1))).ExpectError(401, "headlesskey_invalid_token");
        await server.ShouldBeAcceptedAsync(With("iat", now + skew));
        (await server.Client.ValidateAsync(With("iat", now + skew + 1))).ExpectError(401, "headlesskey_invalid_token");
    }
}
