using HeadlessKey.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace HeadlessKey.FunctionalTests.Contract;

/// <summary>What can no longer be used does not stay for ever.</summary>
public sealed class ExpiredRowTests
{
    [Theory, EveryEngine]
    public async Task Links_invitations_and_counts_go_once_they_are_over_and_not_before(string engine)
    {
        await using var server = await TestServer.StartAsync(
            engine, ("HeadlessKey:Registration:EmailVerification", "optional"), ("HeadlessKey:Registration:InvitationLifetime", "01:00:00"));
        (await server.Client.RegisterAsync()).Expect(201);
        await server.InviteAsync("linus@example.test");

        server.Clock.Advance(TimeSpan.FromSeconds(3599));
        (await LeftAsync(server)).ShouldBe(["invitation", "limit", "verification"]);

        server.Clock.Advance(TimeSpan.FromSeconds(1));
        (await LeftAsync(server)).ShouldBeEmpty();
        (await server.Client.LoginAsync("grace", RegistrationRequests.NewPassword)).Expect(200);
    }

    private static async Task<List<string>> LeftAsync(TestServer server)
    {
        await server.Services.GetServices<IHostedService>().OfType<ExpiredRowCleanup>().Single().RunOnceAsync(CancellationToken.None);
        return await server.QueryAsync(
            """
            select 'verification' as what from email_verifications union all select 'limit' from verification_limits
            union all select 'invitation' from invitations order by what
            """,
            "what");
    }
}
