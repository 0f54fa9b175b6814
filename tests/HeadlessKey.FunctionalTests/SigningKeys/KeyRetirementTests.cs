using HeadlessKey.SigningKeys;
using Microsoft.Extensions.DependencyInjection;

namespace HeadlessKey.FunctionalTests.SigningKeys;

public sealed class KeyRetirementTests
{
    private static readonly TimeSpan AnnounceFor = TimeSpan.FromHours(1);

    [Theory, EveryEngine]
    public async Task Retiring_an_announced_key_leaves_the_key_before_it_signing(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var announced = await RotateAsync(server, "ES256");

        (await RetireAsync(server, announced)).ShouldBeTrue();

        server.Clock.Advance(AnnounceFor);
        (await server.Client.LoginAsync()).Expect(200);
    }

    [Theory, EveryEngine]
    public async Task Dropping_an_old_key_does_not_bring_an_announced_one_forward(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var old = Ring(server).GetSigning().Kid;
        var active = await RotateAsync(server, "ES256");
        server.Clock.Advance(AnnounceFor);
        await RotateAsync(server, "RS256");

        (await RetireAsync(server, old)).ShouldBeTrue();

        Ring(server).GetSigning().Kid.ShouldBe(active);
    }

    [Theory, EveryEngine]
    public async Task Retiring_the_signing_key_brings_the_announced_one_forward(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var active = Ring(server).GetSigning().Kid;
        var announced = await RotateAsync(server, "ES256");

        (await RetireAsync(server, active)).ShouldBeTrue();

        Ring(server).GetSigning().Kid.ShouldBe(announced);
    }

    [Theory, EveryEngine]
    public async Task The_only_key_cannot_be_retired(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);

        (await RetireAsync(server, Ring(server).GetSigning().Kid)).ShouldBeFalse();

        (await server.Client.LoginAsync()).Expect(200);
    }

    private static KeyRing Ring(TestServer server) => server.Services.GetRequiredService<KeyRing>();

    private static async Task<string> RotateAsync(TestServer server, string algorithm)
    {
        var key = await server.Services.GetRequiredService<KeyRotation>().RotateAsync(algorithm, soon: false, CancellationToken.None);
        await Ring(server).CatchUpAsync(CancellationToken.None);
        return key.Kid;
    }

    private static async Task<bool> RetireAsync(TestServer server, string kid)
    {
        var retired = await server.Services.GetRequiredService<KeyRotation>().RetireAsync(kid, drop: true, CancellationToken.None);
        await Ring(server).CatchUpAsync(CancellationToken.None);
        return retired;
    }
}
