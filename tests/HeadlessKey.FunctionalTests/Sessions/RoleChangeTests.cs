namespace HeadlessKey.FunctionalTests.Sessions;

/// <summary>New roles end what says otherwise, but nobody is signed out for them.</summary>
public sealed class RoleChangeTests
{
    private const int Rounds = 8;

    [Theory, EveryEngine]
    public async Task New_roles_end_the_access_tokens_but_not_the_sessions(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var login = await server.Client.LoginAsync();

        await server.SetRolesAsync("editor", "author");

        (await server.Client.ValidateAsync(login.AccessToken)).ExpectError(401, "headlesskey_revoked_token");
        var refreshed = (await server.Client.RefreshAsync(login.RefreshToken)).Expect(200);
        RolesOf(refreshed).ShouldBe(["author", "editor"]);
        (await server.Client.ValidateAsync(refreshed.AccessToken)).Expect(200);
    }

    [Theory, EveryEngine]
    public async Task The_plugins_shape_gets_the_new_roles_too(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var login = await server.Client.LoginAsync();

        await server.SetRolesAsync("editor");

        var refreshed = (await server.Client.RefreshByAccessTokenAsync(login.AccessToken)).Expect(200);
        RolesOf(refreshed).ShouldBe(["editor"]);
        (await server.Client.ValidateAsync(refreshed.AccessToken)).Expect(200);
    }

    [Theory, EveryEngine]
    public async Task New_roles_in_the_grace_window_end_both_generations(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var login = await server.Client.LoginAsync();
        var second = (await server.Client.RefreshAsync(login.RefreshToken)).Expect(200);

        await server.SetRolesAsync();

        (await server.Client.ValidateAsync(login.AccessToken)).ExpectError(401, "headlesskey_revoked_token");
        (await server.Client.ValidateAsync(second.AccessToken)).ExpectError(401, "headlesskey_revoked_token");
        var third = (await server.Client.RefreshAsync(second.RefreshToken)).Expect(200);
        RolesOf(third).ShouldBeEmpty();
        (await server.Client.ValidateAsync(third.AccessToken)).Expect(200);
    }

    [Theory, EveryEngine]
    public async Task A_demotion_that_races_with_refreshes_leaves_no_token_with_the_old_roles(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        await using var other = await server.StartAnotherNodeAsync();
        for (var round = 0; round < Rounds; round++)
        {
            await server.SetRolesAsync("administrator");
            Answer[] logins = [await server.Client.LoginAsync(), await server.Client.LoginAsync(), await other.Client.LoginAsync()];
            var refreshes = logins.SelectMany(login => (TestServer[])[server, other],
                (login, node) => node.Client.RefreshAsync(login.RefreshToken)).ToList();
            await Task.Delay(round); // later every round, so that the two meet at different places
            await (round % 2 == 0 ? server : other).SetRolesAsync("subscriber");

            await ExpectNoAdministratorAsync(server, other, [.. logins, .. await Task.WhenAll(refreshes)]);
        }
    }

    [Theory, EveryEngine]
    public async Task A_demotion_that_races_with_logins_leaves_no_token_with_the_old_roles(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        await using var other = await server.StartAnotherNodeAsync();
        for (var round = 0; round < Rounds; round++)
        {
            await server.SetRolesAsync("administrator");
            var logins = Enumerable.Range(0, 8).Select(number => (number % 2 == 0 ? server : other).Client.LoginAsync()).ToList();
            await Task.Delay(round); // later every round, so that the two meet at different places
            await (round % 2 == 0 ? server : other).SetRolesAsync("subscriber");

            await ExpectNoAdministratorAsync(server, other, await Task.WhenAll(logins));
        }
    }

    private static async Task ExpectNoAdministratorAsync(TestServer server, TestServer other, Answer[] answers)
    {
        foreach (var answer in answers.Where(answer => answer.Status == 200 && RolesOf(answer).Contains("administrator")))
        {
            foreach (var node in (TestServer[])[server, other])
            {
                await Eventually.TrueAsync(
                    async () => (await node.Client.ValidateAsync(answer.AccessToken)).Status == 401, TimeSpan.FromSeconds(10),
                    "the token with the old roles to be refused");
            }
        }

        // And whoever still is signed in is so with the new ones.
        foreach (var answer in answers.Where(answer => answer.Status == 200))
        {
            var refreshed = await server.Client.RefreshAsync(answer.RefreshToken);
            if (refreshed.Status == 200)
            {
                RolesOf(refreshed).ShouldBe(["subscriber"]);
            }
        }
    }

    private static string[] RolesOf(Answer answer) =>
        [.. Jwt.Claims(answer.AccessToken).GetProperty("roles").EnumerateArray().Select(role => role.GetString()!)];
}
