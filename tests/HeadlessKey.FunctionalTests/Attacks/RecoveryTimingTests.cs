using System.Net;
using HeadlessKey.Testing;

namespace HeadlessKey.FunctionalTests.Attacks;

/// <summary>The clock does not tell either.</summary>
[Collection(QuietMachine.Name)]
public sealed class RecoveryTimingTests
{
    [Theory, EveryEngine, Promise("G4")]
    public async Task Forgot_takes_as_long_for_nobody(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        using var comparison = await TimingComparison.OpenAsync(server, HttpStatusCode.OK);
        var (known, unknown) = (Forgot("ada"), Forgot("bob"));

        TimingComparison.ShouldBeAlike(await comparison.CompareAsync(() => known, () => unknown));
    }

    [Theory, EveryEngine, Promise("G4")]
    public async Task Reset_by_a_wrong_link_takes_as_long_for_nobody(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        await server.AskForLinkAsync();
        using var comparison = await TimingComparison.OpenAsync(server, HttpStatusCode.BadRequest);
        var (known, unknown) = (Reset("ada", "token=wrong"), Reset("bob", "token=wrong"));

        TimingComparison.ShouldBeAlike(await comparison.CompareAsync(() => known, () => unknown));
    }

    [Theory, EveryEngine, Promise("G4")]
    public async Task Reset_by_a_wrong_code_takes_as_long_for_nobody(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        await server.AskForCodeAsync();
        using var comparison = await TimingComparison.OpenAsync(server, HttpStatusCode.BadRequest);
        var (known, unknown) = (Reset("ada", "otp=00000000"), Reset("bob", "otp=00000000"));

        TimingComparison.ShouldBeAlike(await comparison.CompareAsync(() => known, () => unknown));
    }

    private static byte[] Forgot(string login) => TimingComparison.Form("/forgot-password", $"login={login}&delivery=link");

    private static byte[] Reset(string login, string key) => TimingComparison.Form("/reset-password", $"login={login}&password=a+quite+different+one&{key}");
}
