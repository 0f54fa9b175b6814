using System.Net.Http.Json;
using HeadlessKey.FunctionalTests.Attacks;
using HeadlessKey.Testing;

namespace HeadlessKey.FunctionalTests.Sessions;

/// <summary>A device that an account has not seen before is told to its owner.</summary>
[Promise("A6")]
public sealed class NewDeviceTests
{
    private const string Kind = "new-device";
    private const string Phone = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile/15E148 Safari/604.1";
    private const string Laptop = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

    [Theory, EveryEngine]
    public async Task A_new_device_is_told_by_mail_to_the_stored_address(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        await LoginAsync(server, Laptop);

        await LoginAsync(server, Phone);

        var mail = await server.NextMailAsync(Kind, TestUser.Email);
        mail.Text.ShouldContain("Safari · iOS");
        mail.Text.ShouldContain("127.0.0.1");
        mail.Text.ShouldContain("2030-01-01 12:00 UTC");
    }

    [Theory, EveryEngine]
    public async Task The_first_sign_in_and_a_known_device_are_no_news(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        await LoginAsync(server, Phone);
        await LoginAsync(server, Laptop);
        await LoginAsync(server, Phone);
        await LoginAsync(server, Laptop);

        (await server.CountMailAsync(Kind, TestUser.Email)).ShouldBe(1);
    }

    [Theory, EveryEngine]
    public async Task A_device_that_signed_out_is_still_known(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        await LoginAsync(server, Laptop);
        (await server.Client.RevokeAsync((await LoginAsync(server, Phone)).AccessToken)).Expect(200);

        await LoginAsync(server, Phone);

        (await server.CountMailAsync(Kind, TestUser.Email)).ShouldBe(1);
    }

    [Theory, EveryEngine]
    public async Task Who_does_not_want_it_is_not_told(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, ("HeadlessKey:Sessions:TellNewDevices", "false"));
        await LoginAsync(server, Laptop);
        await LoginAsync(server, Phone);

        (await server.CountMailAsync(Kind, TestUser.Email)).ShouldBe(0);
    }

    private static async Task<Answer> LoginAsync(TestServer server, string userAgent) => (await server.Client.SendAsync(
        HttpMethod.Post, Intruder.Root + "/token", JsonContent.Create(new { username = TestUser.Login, password = TestUser.Password }), null,
        ("User-Agent", userAgent))).Expect(200);
}
