using HeadlessKey.FunctionalTests.Attacks;
using HeadlessKey.Testing;

namespace HeadlessKey.FunctionalTests.Administration;

/// <summary>Accounts and sessions over the admin API.</summary>
public sealed class AccountsApiTests
{
    [Theory, EveryEngine]
    public async Task Accounts_are_found_by_what_one_remembers_page_by_page(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var admin = await AdminClient.SignInAsync(server);
        await server.AddUserAsync("grace_hopper", "grace@example.test", "a password of some length", "editor");
        await server.AddUserAsync("linus", "100%@example.test", "a password of some length", "subscriber");
        await server.DisableAsync("linus");

        async Task<string[]> FindAsync(string query) =>
            [.. (await admin.GetAsync($"/users?{query}")).Expect(200).Json.GetProperty("items").EnumerateArray().Select(user => user.GetProperty("login").GetString()!)];

        (await FindAsync("search=GRACE")).ShouldBe(["grace_hopper"]);
        (await FindAsync("search=example.test&role=editor")).ShouldBe(["grace_hopper"]);
        (await FindAsync("search=100%25")).ShouldBe(["linus"]);
        (await FindAsync("search=e_h")).ShouldBe(["grace_hopper"]); // an underscore is no joker
        (await FindAsync("search=a_a")).ShouldBeEmpty();
        (await FindAsync("status=disabled")).ShouldBe(["linus"]);
        (await FindAsync("status=active")).ShouldBe([TestUser.Login, AdminClient.Login, "grace_hopper"]);
        (await FindAsync("role=administrator")).ShouldBe([AdminClient.Login]);

        var first = (await admin.GetAsync("/users?count=3")).Expect(200).Json;
        first.GetProperty("items").GetArrayLength().ShouldBe(3);
        var next = first.GetProperty("next").GetString();
        var rest = (await admin.GetAsync($"/users?count=3&after={next}")).Json;
        rest.GetProperty("items").EnumerateArray().Select(user => user.GetProperty("login").GetString()).ShouldBe(["linus"]);
        rest.GetProperty("next").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
        (await admin.GetAsync("/users?count=0&after=x&status=odd")).ExpectError(400, "rest_invalid_param").Params().ShouldBe(["after", "count", "status"], ignoreOrder: true);
    }

    [Theory, EveryEngine, Promise("R1")]
    public async Task An_account_is_made_changed_and_deleted_and_the_record_says_by_whom(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var admin = await AdminClient.SignInAsync(server);
        var rootId = await server.UserIdAsync(AdminClient.Login);

        var made = (await admin.PostAsync("/users", new { login = "grace", email = "grace@example.test", display_name = "Grace", password = "a password of some length", roles = new[] { "editor" } })).Expect(201).Json;
        var id = made.GetProperty("id").GetInt64();
        made.GetProperty("status").GetString().ShouldBe("active");
        (await admin.PostAsync("/users", new { login = "grace", email = "other@example.test", password = "a password of some length" })).ExpectError(409, "existing_user_login");
        (await admin.PostAsync("/users", new { login = "hopper", email = "grace@example.test", password = "a password of some length" })).ExpectError(409, "existing_user_email");
        (await admin.PostAsync("/users", new { login = "hopper", email = "hopper@example.test", password = "password" })).ExpectError(400, "rest_user_invalid_password");
        (await admin.PostAsync("/users", new { login = "?", email = "x", password = "a password of some length" })).ExpectError(400, "rest_invalid_param").Params().ShouldBe(["login"]);
        (await admin.PostAsync("/users", new { login = "hopper", email = "hopper@example.test", password = "a password of some length", roles = new[] { "Über Boss" } })).ExpectError(400, "rest_invalid_param").Params().ShouldBe(["roles"]);

        (await server.Client.LoginAsync("grace", "a password of some length")).Expect(200);
        (await admin.PutAsync($"/users/{id}/roles", new { roles = new[] { "author", "editor" } })).Expect(200).Json.GetProperty("roles").GetArrayLength().ShouldBe(2);
        (await admin.PutAsync($"/users/{id}/roles", new { })).ExpectError(400, "rest_invalid_param");
        (await admin.PostAsync($"/users/{id}/disable")).Expect(200).Json.GetProperty("status").GetString().ShouldBe("disabled");
        (await server.Client.LoginAsync("grace", "a password of some length")).ExpectError(403, "headlesskey_account_disabled");
        (await admin.PostAsync($"/users/{id}/enable")).Expect(200).Json.GetProperty("status").GetString().ShouldBe("active");
        (await admin.PostAsync($"/users/{id}/password", new { password = "another one of some length" })).Expect(200);
        (await server.Client.LoginAsync("grace", "another one of some length")).Expect(200);
        (await admin.PostAsync($"/users/{id}/verify-email")).Expect(200);
        (await admin.GetAsync($"/users/{id}")).Expect(200).Json.GetProperty("live_sessions").GetInt32().ShouldBe(1);
        (await admin.DeleteAsync($"/users/{id}")).Expect(200);
        (await admin.GetAsync($"/users/{id}")).ExpectError(404, "rest_user_invalid_id");
        (await admin.PostAsync($"/users/{id}/enable")).ExpectError(404, "rest_user_invalid_id");

        foreach (var type in new[] { "user.created", "user.roles_set", "user.disabled", "user.enabled", "user.password_set", "user.email_verified", "user.deleted" })
        {
            (await server.QueryAsync($"select * from security_events where type = '{type}' and subject_id = {id}", "actor_id", "address")).ShouldBe([$"{rootId}|127.0.0.1"], type);
        }
    }

    [Theory, EveryEngine]
    public async Task Locks_are_shown_and_lifted(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, TestServer.Guarded);
        var admin = await AdminClient.SignInAsync(server);
        var id = await server.UserIdAsync();
        for (var i = 0; i < 6; i++)
        {
            await server.Client.LoginAsync(password: "wrong");
        }

        (await admin.GetAsync($"/users/{id}")).Json.GetProperty("locked_until").GetString().ShouldBe("2030-01-01T12:15:00+00:00");
        (await admin.GetAsync("/overview")).Json.GetProperty("locks").GetProperty("accounts").GetInt32().ShouldBe(1);
        (await admin.PostAsync($"/users/{id}/unlock")).Expect(200);
        (await server.Client.LoginAsync()).Expect(200);
        (await admin.PostAsync("/users/99999/unlock")).ExpectError(404, "rest_user_invalid_id");
    }

    [Theory, EveryEngine, Promise("S8")]
    public async Task A_forced_reset_ends_everything_and_mails_a_way_back_in(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var admin = await AdminClient.SignInAsync(server);
        var id = await server.UserIdAsync();
        var login = (await server.Client.LoginAsync()).Expect(200);

        (await admin.PostAsync($"/users/{id}/force-reset")).Expect(200);

        (await server.Client.LoginAsync()).ExpectError(401, "incorrect_password");
        (await server.Client.ValidateAsync(login.AccessToken)).Expect(401);
        (await server.Client.RefreshAsync(login.RefreshToken)).Expect(401);
        var link = (await server.NextMailAsync("reset-link", TestUser.Email)).Token;
        (await server.Client.ResetByLinkAsync(link, password: "a new one of some length")).Expect(200);
        (await server.Client.LoginAsync(password: "a new one of some length")).Expect(200);

        await using var silent = await server.StartAnotherNodeAsync(("HeadlessKey:Email:Transport", "none"));
        var there = await AdminClient.SignInAsync(server, at: silent);
        (await there.PostAsync($"/users/{id}/force-reset")).ExpectError(409, "headlesskey_no_mail");
    }

    [Theory, EveryEngine]
    public async Task Nobody_takes_away_the_account_they_work_with(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var admin = await AdminClient.SignInAsync(server);
        var id = await server.UserIdAsync(AdminClient.Login);

        (await admin.PostAsync($"/users/{id}/disable")).ExpectError(409, "headlesskey_own_account");
        (await admin.DeleteAsync($"/users/{id}")).ExpectError(409, "headlesskey_own_account");
        (await admin.PutAsync($"/users/{id}/roles", new { roles = new[] { "editor" } })).ExpectError(409, "headlesskey_own_account");
        (await admin.GetAsync("/session")).Expect(200);
    }

    [Theory, EveryEngine]
    public async Task Of_administrators_who_demote_each_other_at_once_one_is_always_left(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        for (var round = 0; round < 10; round++)
        {
            var admins = new List<(AdminClient Client, long Id)>();
            foreach (var name in new[] { $"left{round}", $"right{round}" })
            {
                var id = await server.AddUserAsync(name, $"{name}@example.test", AdminClient.Password, "administrator");
                var client = new AdminClient(server);
                (await client.SignInAsync(name, AdminClient.Password)).Expect(200);
                admins.Add((client, id));
            }

            var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(i =>
                admins[i % 2].Client.PutAsync($"/users/{admins[(i + 1) % 2].Id}/roles", new { roles = new[] { "editor" } })));

            answers.ShouldAllBe(answer => answer.Status == 200 || answer.Status == 401);
            (await server.QueryAsync("select * from user_roles where role = 'administrator'", "user_id")).Count.ShouldBe(1, $"round {round}");
            await server.ExecuteAsync("delete from user_roles where role = 'administrator'");
        }
    }

    [Theory, EveryEngine, Promise("S6")]
    public async Task Sessions_are_listed_and_ended_one_a_users_or_all(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var admin = await AdminClient.SignInAsync(server);
        var id = await server.UserIdAsync();
        var logins = new List<Answer>();
        for (var i = 0; i < 5; i++)
        {
            logins.Add((await server.Client.LoginAsync()).Expect(200));
            server.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        var page = (await admin.GetAsync("/sessions?count=2")).Expect(200).Json;
        page.GetProperty("items").EnumerateArray().Select(session => session.GetProperty("id").GetString()).ShouldBe([logins[4].SessionId, logins[3].SessionId]);
        page.GetProperty("items")[0].GetProperty("user").GetProperty("login").GetString().ShouldBe(TestUser.Login);
        (await admin.GetAsync($"/sessions?count=2&after={page.GetProperty("next").GetString()}")).Json.GetProperty("items")[0].GetProperty("id").GetString().ShouldBe(logins[2].SessionId);
        (await admin.GetAsync("/sessions?user_id=99999")).Json.GetProperty("items").GetArrayLength().ShouldBe(0);
        (await admin.GetAsync("/sessions?after=nonsense")).ExpectError(400, "rest_invalid_param");

        (await admin.DeleteAsync($"/sessions/{logins[4].SessionId}")).Expect(200);
        (await admin.DeleteAsync($"/sessions/{logins[4].SessionId}")).ExpectError(404, "headlesskey_no_session");
        (await server.Client.ValidateAsync(logins[4].AccessToken)).ExpectError(401, "headlesskey_revoked_token");
        (await server.Client.ValidateAsync(logins[3].AccessToken)).Expect(200);
        (await admin.DeleteAsync($"/users/{id}/sessions")).Expect(200).Json.GetProperty("ended").GetInt32().ShouldBe(4);
        (await server.Client.ValidateAsync(logins[3].AccessToken)).Expect(401);
        (await server.Client.LoginAsync()).Expect(200);
        (await admin.DeleteAsync("/sessions")).Expect(200).Json.GetProperty("ended").GetInt32().ShouldBe(1);
        (await admin.GetAsync($"/users/{id}/sessions")).Json.GetProperty("items").GetArrayLength().ShouldBe(0);
        (await admin.GetAsync("/session")).Expect(200);
    }
}
