using System.Net;
using HeadlessKey.Testing;

namespace HeadlessKey.FunctionalTests.Attacks;

/// <summary>In private mode the clock does not tell who has an account either.</summary>
[Collection(QuietMachine.Name)]
public sealed class RegistrationTimingTests
{
    private int number;

    [Theory, EveryEngine, Promise("G4")]
    public async Task A_taken_address_and_a_free_one_take_as_long(string engine)
    {
        await using var server = await StartAsync(engine);
        using var comparison = await TimingComparison.OpenAsync(server, HttpStatusCode.Created);

        TimingComparison.ShouldBeAlike(await comparison.CompareAsync(() => Register(TestUser.Email), () => Register($"free{number:D6}@e.test")));
    }

    [Theory, EveryEngine, Promise("G4")]
    public async Task A_taken_login_and_a_free_one_take_as_long(string engine)
    {
        await using var server = await StartAsync(engine);
        using var comparison = await TimingComparison.OpenAsync(server, HttpStatusCode.Created);

        TimingComparison.ShouldBeAlike(await comparison.CompareAsync(
            () => Register($"one{number:D6}@e.test", TestUser.Login), () => Register($"two{number:D6}@e.test", "bob")));
    }

    [Theory, EveryEngine, Promise("G4")]
    public async Task Another_mail_for_an_account_and_for_nobody_takes_as_long(string engine)
    {
        await using var server = await StartAsync(engine, ("HeadlessKey:Registration:Private", "false"), ("HeadlessKey:Registration:EmailVerification", "required"));
        (await server.Client.RegisterAsync()).Expect(201);
        using var comparison = await TimingComparison.OpenAsync(server, HttpStatusCode.OK);

        TimingComparison.ShouldBeAlike(await comparison.CompareAsync(() => Resend("grace"), () => Resend("nobod")));
    }

    private static Task<TestServer> StartAsync(string engine, params (string, string?)[] overrides) =>
        TestServer.StartAsync(engine, [(TestServer.HashPrice, "4000"), ("HeadlessKey:Registration:Private", "true"), .. overrides]);

    private byte[] Register(string email, string? login = null) => TimingComparison.Form(
        "/register", $"username={login ?? $"user{number:D6}"}&email={Uri.EscapeDataString(email)}&password=a+quite+unusual+phrase&n={number++:D6}");

    private static byte[] Resend(string login) => TimingComparison.Form("/verify-email/resend", $"login={login}");
}
