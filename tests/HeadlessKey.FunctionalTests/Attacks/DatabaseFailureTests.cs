using HeadlessKey.Testing;

namespace HeadlessKey.FunctionalTests.Attacks;

/// <summary>A database that fails never opens what would have been refused.</summary>
public sealed class DatabaseFailureTests
{
    private static readonly string[] Tables = ["users", "user_roles", "sessions", "revocations", "security_events"];

    [Theory, EveryEngine, Promise("W1")]
    public async Task Whatever_table_fails_nothing_is_given_that_would_be_refused(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var revoked = (await server.Client.LoginAsync()).Expect(200);
        (await server.Client.RevokeAsync(revoked.AccessToken)).Expect(200);
        var live = (await server.Client.LoginAsync()).Expect(200);

        foreach (var table in Tables)
        {
            await server.ExecuteAsync($"alter table {table} rename to gone");

            (await server.Client.ValidateAsync(revoked.AccessToken)).ExpectError(401, "headlesskey_revoked_token");
            await server.ShouldBeAcceptedAsync(live.AccessToken);
            foreach (var answer in new[]
            {
                await server.Client.RefreshAsync(revoked.RefreshToken),
                await server.Client.RefreshByAccessTokenAsync(revoked.AccessToken),
                await server.Client.LoginAsync(password: "wrong"),
                await server.Client.LoginAsync(username: "nobody"),
                await server.Client.RefreshAsync("hkr_nonsense"),
            })
            {
                answer.Status.ShouldBeOneOf([401, 500, 503], $"{table}: {answer.Body}");
            }

            await server.ExecuteAsync($"alter table gone rename to {table}");
        }

        (await server.Client.RefreshAsync(live.RefreshToken)).Expect(200);
    }

    [Theory, EveryEngine, Promise("W1")]
    public async Task What_cannot_be_recorded_does_not_happen(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var login = (await server.Client.LoginAsync()).Expect(200);
        await server.ExecuteAsync("alter table security_events rename to gone");
        var before = await server.QueryAsync("select * from sessions", "id", "generation", "ended_at");

        (await server.Client.LoginAsync()).Expect(500);
        (await server.Client.RefreshAsync(login.RefreshToken)).Expect(500);
        (await server.Client.RevokeAsync(login.AccessToken)).Expect(500);

        (await server.QueryAsync("select * from sessions", "id", "generation", "ended_at")).ShouldBe(before);
        await server.ShouldBeAcceptedAsync(login.AccessToken); // it was not half revoked either
        await server.ExecuteAsync("alter table gone rename to security_events");
        (await server.Client.RefreshAsync(login.RefreshToken)).Expect(200);
    }

    [Theory, EveryEngine, Promise("W1")]
    public async Task A_node_that_cannot_read_revocations_says_that_it_is_not_ready_or_catches_up(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        await using var other = await server.StartAnotherNodeAsync();
        var login = (await server.Client.LoginAsync()).Expect(200);
        await other.ShouldBeAcceptedAsync(login.AccessToken);

        (await server.Client.RevokeAsync(login.AccessToken)).Expect(200);
        await server.ExecuteAsync("alter table revocations rename to gone");
        await server.ExecuteAsync("alter table gone rename to revocations");

        for (var waited = 0; (await other.Client.ValidateAsync(login.AccessToken)).Status != 401; waited += 50)
        {
            waited.ShouldBeLessThan(10_000);
            await Task.Delay(50);
        }
    }
}
