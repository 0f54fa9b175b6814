using System.Net.Http.Json;
using HeadlessKey.Testing;

namespace HeadlessKey.FunctionalTests.Attacks;

/// <summary>Whom a change is about follows from the token alone.</summary>
public sealed class SubjectTests
{
    [Theory, EveryEngine, Promise("A2")]
    public async Task A_body_that_names_another_changes_only_the_callers_password(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var bob = await server.AddUserAsync("bob", "bob@example.test", "another long secret", "administrator");
        var token = (await server.Client.LoginAsync()).AccessToken;
        var body = JsonContent.Create(new Dictionary<string, object>
        {
            ["current_password"] = TestUser.Password, ["new_password"] = AccountRequests.NewPassword,
            ["login"] = "bob", ["username"] = "bob", ["user_login"] = "bob", ["user_id"] = bob, ["ID"] = bob, ["id"] = bob, ["sub"] = bob,
            ["email"] = "bob@example.test", ["user"] = new { ID = bob },
        });

        (await server.Client.SendAsync(HttpMethod.Post, $"{Intruder.Root}/change-password?user_id={bob}&login=bob", body, token, ("X-User-Id", $"{bob}"))).Expect(200);

        (await server.Client.LoginAsync("bob", "another long secret")).Expect(200);
        (await server.Client.LoginAsync(password: AccountRequests.NewPassword)).Expect(200);
    }

    [Theory, EveryEngine, Promise("A2")]
    public async Task The_current_password_is_the_callers_own(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        await server.AddUserAsync("bob", "bob@example.test", "another long secret", "administrator");
        var token = (await server.Client.LoginAsync()).AccessToken;

        (await server.Client.ChangePasswordAsync(token, current: "another long secret")).ExpectError(401, "incorrect_password");
    }

    [Theory, EveryEngine, Promise("A2"), Promise("A1")]
    public async Task A_profile_takes_only_what_it_lists(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var bob = await server.AddUserAsync("bob", "bob@example.test", "another long secret", "administrator");
        var token = (await server.Client.LoginAsync()).AccessToken;
        var before = await server.QueryAsync("select * from users order by id", "id", "login", "email", "password_hash", "version", "disabled_at", "email_verified_at");

        var me = (await server.Client.ChangeMeAsync(token, new Dictionary<string, object>
        {
            ["nickname"] = "mallory", ["ID"] = bob, ["id"] = bob, ["user_id"] = bob, ["login"] = "bob", ["user_login"] = "root", ["user_email"] = "eve@evil.example",
            ["role"] = "administrator", ["roles"] = new[] { "administrator" }, ["wp_capabilities"] = new { administrator = true }, ["capabilities"] = new { manage_options = true },
            ["meta"] = new { wp_user_level = 10 }, ["password"] = "changed by the body", ["password_hash"] = "*", ["email_verified_at"] = 1, ["pending_email"] = "eve@evil.example",
            ["version"] = 9, ["disabled_at"] = 1, ["user_registered"] = "2001-01-01", ["DISPLAY_NAME"] = "x", ["is_admin"] = true,
        })).Expect(200).Json;

        me.GetProperty("nickname").GetString().ShouldBe("mallory");
        me.GetProperty("roles").EnumerateArray().Select(role => role.GetString()).ShouldBe(["subscriber"]);
        me.GetProperty("display_name").GetString().ShouldBe("ada");
        (await server.QueryAsync("select * from users order by id", "id", "login", "email", "password_hash", "version", "disabled_at", "email_verified_at")).ShouldBe(before);
        (await server.QueryAsync("select * from users where nickname = 'mallory'", "login")).ShouldBe(["ada"]);
        (await server.QueryAsync("select user_id from email_verifications", "user_id")).ShouldBeEmpty();
    }

    [Theory, EveryEngine, Promise("A2"), Promise("S9")]
    public async Task A_session_that_ended_on_another_node_a_moment_ago_changes_nothing(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var login = await server.Client.LoginAsync();

        // The row says so, and this node has not been told.
        await server.BreakAsync($"update sessions set ended_at = 1 where id = '{login.SessionId}'");

        (await server.Client.ValidateAsync(login.AccessToken)).Expect(200);
        (await server.Client.ChangePasswordAsync(login.AccessToken)).ExpectError(401, "headlesskey_revoked_token");
        (await server.Client.ChangeMeAsync(login.AccessToken, new { nickname = "ghost" })).ExpectError(401, "headlesskey_revoked_token");
        (await server.Client.ChangeMeAsync(login.AccessToken, new { email = "ghost@example.test", current_password = TestUser.Password })).ExpectError(401, "headlesskey_revoked_token");
        (await server.Client.LoginAsync()).Expect(200);
        (await server.QueryAsync("select * from users", "nickname")).ShouldBe(["ada"]);
        (await server.QueryAsync("select id from emails", "id")).ShouldBeEmpty();
    }

    [Theory, EveryEngine, Promise("A2")]
    public async Task A_token_of_a_deleted_or_disabled_account_reads_and_changes_nothing(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var token = (await server.Client.LoginAsync()).AccessToken;

        // As if the revocation had not come through: the account itself is looked at.
        await server.BreakAsync("update users set disabled_at = 1");

        (await server.Client.MeAsync(token)).ExpectError(401, "headlesskey_invalid_token");
        (await server.Client.ChangeMeAsync(token, new { nickname = "ghost" })).Expect(401);
        (await server.Client.ChangePasswordAsync(token)).Expect(401);
        await server.BreakAsync("delete from users");
        (await server.Client.MeAsync(token)).ExpectError(401, "headlesskey_invalid_token");
    }
}
