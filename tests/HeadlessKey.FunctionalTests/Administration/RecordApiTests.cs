using HeadlessKey.FunctionalTests.Attacks;
using HeadlessKey.Hooks;
using HeadlessKey.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace HeadlessKey.FunctionalTests.Administration;

/// <summary>The activity log and the hooks over the admin API.</summary>
public sealed class RecordApiTests
{
    [Theory, EveryEngine, Promise("R1")]
    public async Task Events_are_searched_page_by_page_and_followed(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        for (var i = 0; i < 3; i++)
        {
            await server.Client.LoginAsync(password: "wrong");
        }

        var admin = await AdminClient.SignInAsync(server);
        var id = await server.UserIdAsync();

        var page = (await admin.GetAsync($"/activity?type=login.failed&outcome=failure&user_id={id}&address=127.0.0.0/8&count=2")).Expect(200).Json;
        page.GetProperty("items").GetArrayLength().ShouldBe(2);
        var first = page.GetProperty("items")[0];
        (first.GetProperty("subject").GetProperty("login").GetString(), first.GetProperty("detail").GetString(), first.GetProperty("at").GetString())
            .ShouldBe((TestUser.Login, "incorrect_password", "2030-01-01T12:00:00+00:00"));
        (await admin.GetAsync($"/activity?type=login.failed&count=2&after={page.GetProperty("next").GetString()}")).Json.GetProperty("items").GetArrayLength().ShouldBe(1);
        (await admin.GetAsync("/activity?search=incorrect_password")).Json.GetProperty("items").GetArrayLength().ShouldBe(3);
        (await admin.GetAsync("/activity?from=2031-01-01")).Json.GetProperty("items").GetArrayLength().ShouldBe(0);

        var since = page.GetProperty("newest").GetString();
        (await admin.GetAsync($"/activity?since={since}")).Json.GetProperty("items").GetArrayLength().ShouldBe(0);
        (await server.Client.LoginAsync()).Expect(200);
        var live = (await admin.GetAsync($"/activity?since={since}")).Json;
        live.GetProperty("items").EnumerateArray().Select(each => each.GetProperty("type").GetString()).ShouldBe(["login.succeeded"]);
        (await admin.GetAsync($"/activity?since={live.GetProperty("newest").GetString()}")).Json.GetProperty("items").GetArrayLength().ShouldBe(0);

        (await admin.GetAsync("/activity?outcome=odd&from=never&address=nowhere&user_id=x&count=0")).ExpectError(400, "rest_invalid_param").Params()
            .ShouldBe(["outcome", "from", "address", "user_id", "count"], ignoreOrder: true);
        (await admin.GetAsync("/activity?after=nonsense!")).ExpectError(400, "rest_invalid_param").Params().ShouldBe(["after"]);
        (await admin.GetAsync("/activity?since=nonsense!")).ExpectError(400, "rest_invalid_param").Params().ShouldBe(["since"]);
    }

    [Theory, EveryEngine, Promise("R2")]
    public async Task Events_are_exported_and_verified(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        await server.Client.LoginAsync(password: "wrong");
        var admin = await AdminClient.SignInAsync(server);

        var csv = (await admin.GetAsync("/activity/export?format=csv")).Expect(200);
        csv.ContentHeaders.ContentType!.MediaType.ShouldBe("text/csv");
        csv.ContentHeaders.ContentDisposition!.FileName!.ShouldContain(".csv");
        csv.Body.ShouldStartWith("id,at,type,");
        csv.Body.ShouldContain("login.failed");
        var lines = (await admin.GetAsync("/activity/export?format=jsonl&type=login.failed")).Expect(200).Body.Trim().Split('\n');
        lines.Length.ShouldBe(1);
        (await admin.GetAsync("/activity/export?format=xml")).ExpectError(400, "rest_invalid_param");
        var verified = (await admin.PostAsync("/activity/verify")).Expect(200).Json;
        verified.GetProperty("ok").GetBoolean().ShouldBeTrue();
        verified.GetProperty("findings").GetArrayLength().ShouldBe(0);
    }

    [Theory, EveryEngine, Promise("W1")]
    public async Task A_hook_has_its_say_at_this_door_too_and_is_listed(string engine)
    {
        await using var server = await TestServer.StartAsync(
            engine,
            services => services.AddSingleton<IHook<Authenticating>, NoAdministrators>(),
            ("HeadlessKey:Hooks:Registering:Url", "https://hooks.example.test/register?key=canary"), ("HeadlessKey:Hooks:Registering:OnFailure", "deny"),
            ("HeadlessKey:Hooks:Registering:Secret", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"));
        await server.AddUserAsync(AdminClient.Login, AdminClient.Email, AdminClient.Password, "administrator");
        await server.AddUserAsync("boss", "boss@example.test", AdminClient.Password, "administrator");
        var refused = new AdminClient(server);

        (await refused.SignInAsync(AdminClient.Login, "wrong")).ExpectError(401, "incorrect_password");
        (await refused.SignInAsync(TestUser.Login, TestUser.Password)).ExpectError(401, "incorrect_password");
        (await refused.SignInAsync(AdminClient.Login, AdminClient.Password)).ExpectError(403, "not_today");
        (await refused.SignInAsync("boss", AdminClient.Password)).Expect(200);

        var hooks = (await refused.GetAsync("/hooks")).Expect(200);
        hooks.Body.ShouldNotContain("canary");
        hooks.Json.GetProperty("items").EnumerateArray().Select(hook => $"{hook.GetProperty("kind")} {hook.GetProperty("point")} {hook.GetProperty("when_it_fails")}")
            .ShouldBe(["code Authenticating deny", "http Registering deny"]);
    }

    private sealed class NoAdministrators : IHook<Authenticating>
    {
        public ValueTask RunAsync(Authenticating point, CancellationToken cancellationToken)
        {
            if (point.User.Login == AdminClient.Login)
            {
                point.Refuse("not_today", "Not today.");
            }

            return ValueTask.CompletedTask;
        }
    }

    [Theory, EveryEngine, Promise("R1")]
    public async Task Who_takes_events_away_sends_a_test_mail_or_has_mail_tried_again_is_on_record(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var admin = await AdminClient.SignInAsync(server);
        await server.ExecuteAsync("insert into emails (id, kind, recipient, created_at, useless_at, next_try_at, tries, last_error) values "
            + $"('a', 'test', 'a@example.test', 1, {long.MaxValue}, {long.MaxValue}, 1, 'not now')");

        (await admin.GetAsync("/activity/export?format=jsonl")).Expect(200).Body.ShouldContain("activity.exported");
        (await admin.GetAsync("/activity/export?type=login.failed")).Expect(200);
        (await admin.GetAsync("/activity/export?format=xml")).Expect(400);
        (await admin.PostAsync("/email/test", new { to = "nonsense" })).Expect(400);
        (await admin.PostAsync("/email/test", new { to = "grace@example.test" })).Expect(200);
        (await admin.PostAsync("/email/queue/retry", new { id = "another" })).Expect(200);
        (await admin.PostAsync("/email/queue/retry", new { })).Expect(200).Json.GetProperty("due").GetInt32().ShouldBe(1);

        var id = await server.UserIdAsync(AdminClient.Login);
        (await server.QueryAsync(
            "select * from security_events where type in ('activity.exported', 'email.tested', 'email.retried') order by id", "type", "detail", "actor_id", "address"))
            .ShouldBe(
            [
                $"activity.exported|jsonl|{id}|127.0.0.1", $"activity.exported|csv|{id}|127.0.0.1", $"email.tested|g…@example.test|{id}|127.0.0.1",
                $"email.retried|1|{id}|127.0.0.1",
            ]);
    }

    [Theory, EveryEngine]
    public async Task A_test_mail_can_go_to_anybody_and_so_needs_the_password_again(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var admin = await AdminClient.SignInAsync(server);
        server.Clock.Advance(HeadlessKey.Sessions.AdminSession.ConfirmedFor);

        (await admin.PostAsync("/email/test", new { to = "grace@example.test" })).ExpectError(403, "headlesskey_admin_confirm");
        (await admin.ConfirmAsync()).Expect(200);
        (await admin.GetAsync("/email/captured")).Expect(200).Json.GetProperty("items").GetArrayLength().ShouldBe(0);
        (await admin.PostAsync("/email/test", new { to = "grace@example.test" })).Expect(200);
    }
}
