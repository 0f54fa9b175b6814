using System.Buffers.Text;
using System.Text;
using HeadlessKey.SigningKeys;
using HeadlessKey.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace HeadlessKey.FunctionalTests.Attacks;

/// <summary>Who can read or write the database has no signing key.</summary>
public sealed class SealedKeyTests
{
    [Theory, EveryEngine, Promise("T12")]
    public async Task A_sealed_key_moved_to_another_row_does_not_open(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var first = server.SigningKey().Kid;
        var next = await server.Services.GetRequiredService<KeyRotation>().RotateAsync(SigningAlgorithm.HS256, soon: true, CancellationToken.None);

        await server.ExecuteAsync($"update signing_keys set sealed_key = (select sealed_key from signing_keys where kid = '{next.Kid}') where kid = '{first}'");

        (await Should.ThrowAsync<StartupException>(() => server.StartAnotherNodeAsync())).Message.ShouldContain(first);
    }

    [Theory, EveryEngine, Promise("T12")]
    public async Task A_sealed_key_under_another_name_or_algorithm_or_altered_does_not_open(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        await server.Services.GetRequiredService<KeyRotation>().RotateAsync(SigningAlgorithm.RS256, soon: true, CancellationToken.None);
        var kept = (await server.QueryAsync("select * from signing_keys where algorithm = 'HS256'", "kid", "sealed_key"))[0].Split('|');
        var (kid, sealedKey) = (kept[0], kept[1]);

        foreach (var change in new[]
        {
            "algorithm = 'RS256'", "kid = 'another'", "sealed_key = ''", "sealed_key = 'v1.'", "sealed_key = 'v1.AAAA'", "sealed_key = 'v2' || substr(sealed_key, 3)",
            "sealed_key = 'v1.' || substr(sealed_key, 5)", "sealed_key = sealed_key || 'AAAA'", "sealed_key = 'v1.====!'",
        })
        {
            await server.ExecuteAsync($"update signing_keys set {change} where kid = '{kid}'");
            await Should.ThrowAsync<StartupException>(() => server.StartAnotherNodeAsync(), change);
            await server.ExecuteAsync($"update signing_keys set kid = '{kid}', algorithm = 'HS256', sealed_key = '{sealedKey}' where kid in ('{kid}', 'another')");
        }

        await (await server.StartAnotherNodeAsync()).DisposeAsync();
    }

    [Theory, EveryEngine, Promise("T12"), Promise("S1")]
    public async Task Nothing_that_opens_anything_can_be_read_in_the_database(string engine)
    {
        var masterKey = Intruder.NewMasterKey();
        await using var server = await TestServer.StartAsync(engine, ("HeadlessKey:Storage:MasterKey", masterKey));
        var rotation = server.Services.GetRequiredService<KeyRotation>();
        foreach (var algorithm in SigningAlgorithm.All)
        {
            await rotation.RotateAsync(algorithm, soon: true, CancellationToken.None);
        }

        var ring = server.Services.GetRequiredService<KeyRing>();
        await Intruder.EventuallyAsync(() => ring.Live.Count == 4, "every key is known");
        var login = (await server.Client.LoginAsync()).Expect(200);
        var refreshed = (await server.Client.RefreshAsync(login.RefreshToken)).Expect(200);
        var dump = await server.DumpAsync();

        dump.ShouldContain(login.SessionId); // it looks in the right place
        string[] secrets =
        [
            TestUser.Password, masterKey, server.SetupSecret(), login.AccessToken, login.RefreshToken, refreshed.AccessToken, refreshed.RefreshToken,
            login.AccessToken.Split('.')[2], login.RefreshToken["hkr_".Length..],
            .. ring.Live.Select(key => key.Material.Export).Append(Convert.FromBase64String(masterKey)).SelectMany(Forms),
        ];
        foreach (var secret in secrets)
        {
            dump.Contains(secret, StringComparison.OrdinalIgnoreCase).ShouldBeFalse(secret);
        }
    }

    // A piece from the middle of it, in every form that a leak would have.
    private static IEnumerable<string> Forms(byte[] secret)
    {
        var piece = secret.AsSpan(secret.Length / 2, 12).ToArray();
        return [Convert.ToHexString(piece), Encoding.Latin1.GetString(piece), Convert.ToBase64String(secret)[8..40], Base64Url.EncodeToString(secret)[8..40]];
    }
}
