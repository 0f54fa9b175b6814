using HeadlessKey.Testing;

namespace HeadlessKey.FunctionalTests.Sessions;

/// <summary>What an account may no longer do, what it was given before may no longer do either.</summary>
public sealed class AccountChangeTests
{
    [Theory, EveryEngine, Promise("S8")]
    public async Task Disabling_the_account_ends_every_token_of_it(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var logins = await SignInTwiceAsync(server);

        await server.DisableAsync();

        await ExpectAllRefusedAsync(server, logins);
        await server.EnableAsync();
        await ExpectAllRefusedAsync(server, logins); // and stay so
        (await server.Client.LoginAsync()).Expect(200);
    }

    [Theory, EveryEngine, Promise("S8")]
    public async Task Deleting_the_account_ends_every_token_of_it(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var logins = await SignInTwiceAsync(server);

        await server.DeleteAsync();

        await ExpectAllRefusedAsync(server, logins);
    }

    [Theory, EveryEngine, Promise("S8")]
    public async Task An_account_of_the_same_name_does_not_inherit_the_tokens_of_the_deleted_one(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var logins = await SignInTwiceAsync(server);
        var old = await server.UserIdAsync();
        await server.DeleteAsync();

        (await server.AddUserAsync(TestUser.Login, TestUser.Email, TestUser.Password, "administrator")).ShouldNotBe(old);

        await ExpectAllRefusedAsync(server, logins);
    }

    [Theory, EveryEngine, Promise("S8")]
    public async Task A_new_password_ends_every_token_and_the_old_password(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var logins = await SignInTwiceAsync(server);

        await server.SetPasswordAsync("a quite different one");

        await ExpectAllRefusedAsync(server, logins);
        (await server.Client.LoginAsync()).ExpectError(401, "incorrect_password");
        (await server.Client.LoginAsync(password: "a quite different one")).Expect(200);
    }

    [Theory, EveryEngine, Promise("S8")]
    public async Task The_other_node_refuses_them_too(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        await using var other = await server.StartAnotherNodeAsync();
        var login = await server.Client.LoginAsync();
        (await other.Client.ValidateAsync(login.AccessToken)).Expect(200);

        await server.DisableAsync();

        (await other.Client.RefreshAsync(login.RefreshToken)).Expect(401);
        await Eventually.TrueAsync(
            async () => (await other.Client.ValidateAsync(login.AccessToken)).Status == 401, TimeSpan.FromSeconds(5), "the other node to refuse");
    }

    [Theory, EveryEngine]
    public async Task Other_accounts_notice_nothing(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        await server.AddUserAsync("bob", "bob@example.test", "another long secret", "subscriber");
        var bob = await server.Client.LoginAsync("bob", "another long secret");

        await server.SetPasswordAsync("a quite different one");
        await server.SetRolesAsync("editor");
        await server.DisableAsync();
        await server.DeleteAsync();

        (await server.Client.ValidateAsync(bob.AccessToken)).Expect(200);
        (await server.Client.RefreshAsync(bob.RefreshToken)).Expect(200);
    }

    private static async Task<Answer[]> SignInTwiceAsync(TestServer server)
    {
        var first = (await server.Client.LoginAsync()).Expect(200);
        var second = (await server.Client.LoginAsync()).Expect(200);
        return [first, second, (await server.Client.RefreshAsync(second.RefreshToken)).Expect(200)];
    }

    private static async Task ExpectAllRefusedAsync(TestServer server, Answer[] logins)
    {
        foreach (var login in logins)
        {
            (await server.Client.ValidateAsync(login.AccessToken)).Expect(401);
            (await server.Client.RefreshAsync(login.RefreshToken)).Expect(401);
            (await server.Client.RefreshByAccessTokenAsync(login.AccessToken)).Expect(401);
        }

        (await server.QueryAsync("select id from sessions where ended_at is null", "id")).ShouldBeEmpty();
    }
}
