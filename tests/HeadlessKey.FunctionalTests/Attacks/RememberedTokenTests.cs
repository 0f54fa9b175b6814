using HeadlessKey.SigningKeys;
using HeadlessKey.Testing;
using HeadlessKey.Tokens;
using Microsoft.Extensions.DependencyInjection;

namespace HeadlessKey.FunctionalTests.Attacks;

/// <summary>A token that was verified once is not verified again; what may have changed since is still looked at.</summary>
public sealed class RememberedTokenTests
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    [Theory, EveryEngine, Promise("T3")]
    public async Task A_remembered_token_altered_in_any_one_character_is_refused(string engine)
    {
        foreach (var algorithm in SigningAlgorithm.All)
        {
            await using var server = await TestServer.StartAsync(engine, ("HeadlessKey:Keys:Algorithm", algorithm));
            var token = (await server.Client.LoginAsync()).Expect(200).AccessToken;
            await server.ShouldBeAcceptedAsync(token);
            var validator = server.Services.GetRequiredService<AccessTokenValidator>();

            for (var i = 0; i < token.Length; i++)
            {
                // Every letter at the end of a part, where base64 has bits that count for nothing; two elsewhere.
                var atEnd = i == token.Length - 1 || token[i + 1] == '.';
                var place = Alphabet.IndexOf(token[i], StringComparison.Ordinal);
                var letters = atEnd || place < 0 ? Alphabet : $"{Alphabet[(place + 1) % 64]}{Alphabet[(place + 32) % 64]}";
                foreach (var letter in letters.Where(letter => letter != token[i]))
                {
                    var altered = $"{token[..i]}{letter}{token[(i + 1)..]}";
                    (await validator.ValidateAsync(altered)).ShouldBeOfType<AccessTokenResult.Invalid>($"{algorithm}, character {i} as {letter}");
                }
            }
        }
    }

    [Theory, EveryEngine]
    public async Task A_refresh_token_altered_in_any_one_character_is_refused(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var token = (await server.Client.LoginAsync()).Expect(200).RefreshToken;
        var prover = server.Services.GetRequiredService<SessionProver>();

        for (var i = 0; i < token.Length; i++)
        {
            foreach (var letter in (i == token.Length - 1 ? Alphabet : "Az0-").Where(letter => letter != token[i]))
            {
                var altered = $"{token[..i]}{letter}{token[(i + 1)..]}";
                (await prover.ByRefreshTokenAsync(altered, CancellationToken.None)).ShouldBeOfType<SessionProof.Forged>($"character {i} as {letter}");
            }
        }
    }

    [Theory, EveryEngine, Promise("T11")]
    public async Task A_remembered_token_stops_when_its_key_is_dropped(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        await using var other = await server.StartAnotherNodeAsync();
        var token = (await server.Client.LoginAsync()).Expect(200).AccessToken;
        await server.ShouldBeAcceptedAsync(token);
        await other.ShouldBeAcceptedAsync(token);

        var kid = server.SigningKey().Kid;
        var rotation = server.Services.GetRequiredService<KeyRotation>();
        await rotation.RotateAsync(SigningAlgorithm.HS256, soon: true, CancellationToken.None);
        (await rotation.RetireAsync(kid, drop: true, CancellationToken.None)).ShouldBeTrue();

        await Intruder.EventuallyAsync(() => server.Services.GetRequiredService<KeyRing>().FindVerifying(kid) is null, "this node drops the key");
        await Intruder.EventuallyAsync(() => other.Services.GetRequiredService<KeyRing>().FindVerifying(kid) is null, "the other node drops the key");
        (await server.Client.ValidateAsync(token)).ExpectError(401, "headlesskey_invalid_token");
        (await other.Client.ValidateAsync(token)).ExpectError(401, "headlesskey_invalid_token");
        (await server.Client.RefreshByAccessTokenAsync(token)).ExpectError(401, "headlesskey_invalid_token");
    }

    [Theory, EveryEngine, Promise("S9")]
    public async Task A_remembered_token_stops_when_it_is_revoked(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var token = (await server.Client.LoginAsync()).Expect(200).AccessToken;
        await server.ShouldBeAcceptedAsync(token);

        (await server.Client.RevokeAsync(token)).Expect(200);

        (await server.Client.ValidateAsync(token)).ExpectError(401, "headlesskey_revoked_token");
    }

    [Theory, EveryEngine, Promise("T6")]
    public async Task A_remembered_token_stops_at_the_second_of_its_expiry(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var token = (await server.Client.LoginAsync()).Expect(200).AccessToken;
        await server.ShouldBeAcceptedAsync(token);

        server.Clock.Advance(TimeSpan.FromSeconds(3599));
        await server.ShouldBeAcceptedAsync(token);
        server.Clock.Advance(TimeSpan.FromSeconds(1));
        (await server.Client.ValidateAsync(token)).ExpectError(401, "headlesskey_expired_token");
    }

    [Theory, EveryEngine]
    public async Task Tokens_are_remembered_in_bounds_and_forgetting_them_refuses_none(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, ("HeadlessKey:Tokens:Remembered", "4"));
        var genuine = await server.GenuineAsync();
        var tokens = Enumerable.Range(0, 40).Select(i => genuine.WithClaim("n", $"{i}").SignedBy(server.SigningKey())).ToList();

        await Task.WhenAll(tokens.Concat(tokens).Select(server.ShouldBeAcceptedAsync));
    }
}
