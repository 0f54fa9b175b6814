using HeadlessKey.Testing;
using HeadlessKey.Tokens;
using Microsoft.Extensions.DependencyInjection;

namespace HeadlessKey.FunctionalTests.Sessions;

/// <summary>A refresh in flight while its session is ended never revives it.</summary>
[Promise("S7")]
public sealed class EndRaceTests
{
    private const int Rounds = 8;

    [Theory, EveryEngine]
    public Task Refreshes_that_race_with_a_revocation_leave_nothing_alive(string engine) =>
        RaceAsync(engine, (node, login) => node.Client.RevokeAsync(login.AccessToken));

    [Theory, EveryEngine]
    public Task Refreshes_that_race_with_the_end_of_all_sessions_leave_nothing_alive(string engine) =>
        RaceAsync(engine, (node, login) => node.Client.PostAsync("/token/revoke", new { refresh_token = login.RefreshToken, scope = "all" }));

    [Theory, EveryEngine]
    public Task Refreshes_that_race_with_the_disabling_of_the_account_leave_nothing_alive(string engine) =>
        RaceAsync(engine, (node, _) => node.DisableAsync(), server => server.EnableAsync());

    [Theory, EveryEngine]
    public Task Refreshes_that_race_with_a_change_of_password_leave_nothing_alive(string engine) =>
        RaceAsync(engine, (node, _) => node.SetPasswordAsync(TestUser.Password));

    [Theory, EveryEngine]
    public async Task Logins_that_race_with_the_disabling_of_the_account_leave_nothing_alive(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        await using var other = await server.StartAnotherNodeAsync();
        for (var round = 0; round < Rounds; round++)
        {
            var logins = Enumerable.Range(0, 8).Select(number => (number % 2 == 0 ? server : other).Client.LoginAsync()).ToList();
            await Task.Delay(round); // later every round, so that the two meet at different places
            await server.DisableAsync();

            var granted = (await Task.WhenAll(logins)).Where(answer => answer.Status == 200).ToList();

            await ExpectNothingAliveAsync(server, other, granted);
            await server.EnableAsync();
        }
    }

    private static async Task RaceAsync(string engine, Func<TestServer, Answer, Task> end, Func<TestServer, Task>? restore = null)
    {
        await using var server = await TestServer.StartAsync(engine);
        await using var other = await server.StartAnotherNodeAsync();
        for (var round = 0; round < Rounds; round++)
        {
            var login = (await server.Client.LoginAsync()).Expect(200);
            server.Clock.Advance(TimeSpan.FromMinutes(50)); // what the refreshes give out lives on when the login's own token is dead
            var refreshes = Enumerable.Range(0, 6).Select(
                number => RefreshAlongAsync(number % 2 == 0 ? server : other, login)).ToList();
            await Task.Delay(round); // later every round, so that the two meet at different places
            await end(round % 2 == 0 ? server : other, login);

            var granted = (await Task.WhenAll(refreshes)).SelectMany(answers => answers).Append(login).ToList();

            await ExpectNothingAliveAsync(server, other, granted);
            server.Clock.Advance(TimeSpan.FromMinutes(30));
            await ExpectNothingAliveForNewcomersAsync(server, granted);
            await (restore?.Invoke(server) ?? Task.CompletedTask);
        }
    }

    /// <summary>Refreshes the login, then its successor, and so on until one is refused.</summary>
    private static async Task<List<Answer>> RefreshAlongAsync(TestServer node, Answer login)
    {
        List<Answer> granted = [];
        var answer = await node.Client.RefreshAsync(login.RefreshToken);
        while (answer.Status == 200 && granted.Count < 4)
        {
            granted.Add(answer);
            answer = await node.Client.RefreshAsync(answer.RefreshToken);
        }

        return granted;
    }

    private static async Task ExpectNothingAliveAsync(TestServer server, TestServer other, List<Answer> granted)
    {
        (await server.QueryAsync("select id from sessions where ended_at is null", "id")).ShouldBeEmpty();
        foreach (var node in (TestServer[])[server, other])
        {
            foreach (var token in granted.Select(answer => answer.AccessToken).Distinct())
            {
                await Eventually.TrueAsync(
                    async () => (await node.Client.ValidateAsync(token)).Status == 401, TimeSpan.FromSeconds(10), "the access token to be refused");
            }

            foreach (var token in granted.Select(answer => answer.RefreshToken).Distinct())
            {
                (await node.Client.RefreshAsync(token)).Expect(401);
            }
        }
    }

    /// <summary>A node that starts now reads only the revocations that still matter; those must be all that do.</summary>
    private static async Task ExpectNothingAliveForNewcomersAsync(TestServer server, List<Answer> granted)
    {
        var revocations = ActivatorUtilities.CreateInstance<RevocationList>(server.Services);
        await revocations.CatchUpAsync(CancellationToken.None);
        var newcomer = ActivatorUtilities.CreateInstance<AccessTokenValidator>(server.Services, revocations);
        foreach (var answer in granted)
        {
            (await newcomer.ValidateAsync(answer.AccessToken)).ShouldNotBeOfType<AccessTokenResult.Valid>();
        }
    }
}
