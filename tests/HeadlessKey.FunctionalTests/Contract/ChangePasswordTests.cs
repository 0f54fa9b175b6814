using System.Net.Http.Json;
using HeadlessKey.FunctionalTests.Attacks;
using HeadlessKey.Testing;

namespace HeadlessKey.FunctionalTests.Contract;

/// <summary><c>POST /change-password</c>.</summary>
public sealed class ChangePasswordTests
{
    [Theory, EveryEngine]
    public async Task The_new_password_takes_the_place_of_the_old_one(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var login = await server.Client.LoginAsync();

        var answer = (await server.Client.ChangePasswordAsync(login.AccessToken)).Expect(200);

        answer.Json.Members().ShouldBe(["message: String"]);
        answer.Json.GetProperty("message").GetString().ShouldBe("Password changed successfully. Please login again.");
        (await server.Client.LoginAsync()).ExpectError(401, "incorrect_password");
        (await server.Client.LoginAsync(password: AccountRequests.NewPassword)).Expect(200);
    }

    [Theory, EveryEngine, Promise("S8")]
    public async Task Every_session_ends_this_one_too_on_every_node(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        await using var other = await server.StartAnotherNodeAsync();
        var logins = new[] { await server.Client.LoginAsync(), await other.Client.LoginAsync() };

        (await server.Client.ChangePasswordAsync(logins[0].AccessToken)).Expect(200);

        foreach (var login in logins)
        {
            (await server.Client.MeAsync(login.AccessToken)).ExpectError(401, "headlesskey_revoked_token");
            (await other.Client.RefreshAsync(login.RefreshToken)).Expect(401);
            await Eventually.TrueAsync(async () => (await other.Client.MeAsync(login.AccessToken)).Status == 401, TimeSpan.FromSeconds(5), "the other node");
        }
    }

    [Theory, EveryEngine]
    public async Task A_wrong_current_password_changes_nothing_and_is_recorded(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var login = await server.Client.LoginAsync();

        (await server.Client.ChangePasswordAsync(login.AccessToken, current: "not the password")).ExpectError(401, "incorrect_password");

        (await server.Client.MeAsync(login.AccessToken)).Expect(200);
        (await server.Client.LoginAsync()).Expect(200);
        (await server.CountEventsAsync("user.password_change_failed")).ShouldBe(1);
    }

    [Theory, EveryEngine]
    public async Task Bad_input_is_named(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var token = (await server.Client.LoginAsync()).AccessToken;

        (await server.Client.SendAsync(HttpMethod.Post, $"{Intruder.Root}/change-password", JsonContent.Create(new { }), token))
            .ExpectError(400, "rest_missing_callback_param").Params().ShouldBe(["current_password", "new_password"]);
        (await server.Client.ChangePasswordAsync(token, next: "short")).ExpectError(400, "rest_user_invalid_password")
            .Json.GetProperty("data").GetProperty("reasons")[0].GetString().ShouldBe("too_short");
        (await server.Client.ChangePasswordAsync(token, next: new string('x', 1025))).ExpectError(400, "rest_invalid_param").Params().ShouldBe(["new_password"]);
        (await server.Client.LoginAsync()).Expect(200);
    }

    [Theory, EveryEngine]
    public async Task Without_a_good_token_nothing_is_looked_at(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var login = await server.Client.LoginAsync();

        (await server.Client.ChangePasswordAsync(bearer: null)).ExpectError(401, "headlesskey_no_auth_header").Headers.WwwAuthenticate.ShouldNotBeEmpty();
        (await server.Client.ChangePasswordAsync("nonsense")).ExpectError(401, "headlesskey_invalid_token");
        (await server.Client.ChangePasswordAsync(login.RefreshToken)).ExpectError(401, "headlesskey_invalid_token");
        server.Clock.Advance(TimeSpan.FromHours(1));
        (await server.Client.ChangePasswordAsync(login.AccessToken)).ExpectError(401, "headlesskey_expired_token");
    }

    [Theory, EveryEngine, Promise("A6")]
    public async Task The_owner_is_told_by_mail_and_the_record_has_it(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var login = await server.Client.LoginAsync();

        await server.Client.ChangePasswordAsync(login.AccessToken);

        (await server.NextMailAsync("password-changed", TestUser.Email)).Text.ShouldContain("ada");
        var id = await server.UserIdAsync();
        (await server.QueryAsync("select * from security_events where type = 'user.password_changed'", "actor_id", "subject_id")).ShouldBe([$"{id}|{id}"]);
    }

    [Theory, EveryEngine]
    public async Task What_was_mailed_before_the_change_opens_nothing_after_it(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var (mail, code) = (await server.AskForLinkAsync(), await server.AskForCodeAsync());
        var login = await server.Client.LoginAsync();

        (await server.Client.ChangePasswordAsync(login.AccessToken)).Expect(200);

        (await server.Client.ResetByLinkAsync(mail.Token, password: "and another one")).ExpectError(400, "invalid_key");
        (await server.Client.ResetByCodeAsync(code, password: "and another one")).ExpectError(400, "invalid_key");
    }

    [Theory, EveryEngine]
    public async Task A_password_that_an_operator_sets_closes_what_was_mailed_before(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var mail = await server.AskForLinkAsync();

        await server.SetPasswordAsync("what the operator says");

        (await server.Client.ResetByLinkAsync(mail.Token)).ExpectError(400, "invalid_key");
    }

    [Theory, EveryEngine]
    public async Task Of_fifty_changes_at_once_over_two_nodes_one_happens(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        await using var other = await server.StartAnotherNodeAsync();
        var tokens = new[] { (await server.Client.LoginAsync()).AccessToken, (await other.Client.LoginAsync()).AccessToken };

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(number =>
            (number % 2 == 0 ? server : other).Client.ChangePasswordAsync(tokens[number % 2], next: $"the new password {number}")));

        answers.Count(answer => answer.Status == 200).ShouldBe(1);
        answers.Where(answer => answer.Status != 200).ShouldAllBe(answer => answer.Status == 401 || answer.Status == 503);
        var winner = Array.FindIndex(answers, answer => answer.Status == 200);
        (await server.Client.LoginAsync(password: $"the new password {winner}")).Expect(200);
        (await server.CountEventsAsync("user.password_changed")).ShouldBe(1);
    }
}
