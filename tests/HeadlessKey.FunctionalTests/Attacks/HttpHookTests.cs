using System.Text.Json;
using HeadlessKey.FunctionalTests.Hooks;
using HeadlessKey.Testing;
using Microsoft.AspNetCore.Http;

namespace HeadlessKey.FunctionalTests.Attacks;

/// <summary>Hooks over HTTP, and what becomes of the server when who answers them is broken or hostile.</summary>
public sealed class HttpHookTests
{
    private const string Failed = "headlesskey_hook_failed";

    [Theory, EveryEngine, Promise("W3")]
    public async Task Every_point_can_be_asked_about_over_http_and_no_secret_travels(string engine)
    {
        await using var receiver = await HookReceiver.StartAsync();
        await using var server = await TestServer.StartAsync(
            engine,
            [.. receiver.At("Authenticating"), .. receiver.At("TokenIssuing"), .. receiver.At("TokenResponding"), .. receiver.At("Registering"), .. receiver.At("EmailSending")]);
        receiver.Answer = async context =>
        {
            var type = JsonElement.Parse(receiver.Questions.Last()).GetProperty("type").GetString();
            await HookReceiver.WriteAsync(context, type switch
            {
                "hook.token_issuing" => """{"allow": true, "changes": {"claims": {"tenant": "blue"}}}""",
                "hook.token_responding" => """{"allow": true, "changes": {"members": {"plan": "free"}}}""",
                "hook.registering" => """{"allow": true, "changes": {"display_name": "Grace H."}}""",
                "hook.email_sending" => """{"allow": true, "changes": {"subject": "From the hook"}}""",
                _ => """{"allow": true}""",
            });
        };

        var login = (await server.Client.LoginAsync()).Expect(200);
        login.Json.GetProperty("plan").GetString().ShouldBe("free");
        Jwt.Claims(login.AccessToken).GetProperty("tenant").GetString().ShouldBe("blue");
        var registered = (await server.Client.RegisterAsync()).Expect(201);
        registered.Json.GetProperty("user").GetProperty("display_name").GetString().ShouldBe("Grace H.");
        var mail = await server.AskForLinkAsync();
        (await server.Client.ResetByLinkAsync(mail.Token)).Expect(200);
        (await server.CountMailAsync("password-changed", TestUser.Email)).ShouldBe(1);

        receiver.Faults.ShouldBeEmpty();
        receiver.Questions.Select(question => JsonElement.Parse(question).GetProperty("type").GetString()).Distinct()
            .ShouldBe(["hook.authenticating", "hook.token_issuing", "hook.token_responding", "hook.registering", "hook.email_sending"], ignoreOrder: true);
        foreach (var secret in (string[])[TestUser.Password, RegistrationRequests.NewPassword, AccountRequests.NewPassword, mail.Token, login.AccessToken, login.RefreshToken])
        {
            receiver.Questions.ShouldNotContain(question => question.Contains(secret, StringComparison.Ordinal));
        }

        // Neither questions nor answers nor the address are logged.
        server.Log.Lines.ShouldNotContain(line => line.Contains("canary", StringComparison.Ordinal) || line.Contains(HookReceiver.Secret, StringComparison.Ordinal)
            || line.Contains("From the hook", StringComparison.Ordinal));
    }

    [Theory, EveryEngine, Promise("W1"), Promise("R6")]
    public async Task What_is_no_good_answer_refuses_and_what_refuses_says_why(string engine)
    {
        await using var receiver = await HookReceiver.StartAsync();
        await using var server = await TestServer.StartAsync(engine, [.. receiver.At("Authenticating", timeout: "00:00:02")]);
        receiver.Say("""{"allow": false, "code": "no_training", "message": "Do the training first."}""");
        (await server.Client.LoginAsync()).ExpectError(403, "no_training").Json.GetProperty("message").GetString().ShouldBe("Do the training first.");
        receiver.Say("""{"allow": false, "code": "headlesskey_expired_token"}""");
        (await server.Client.LoginAsync()).ExpectError(403, "headlesskey_refused_by_hook");

        var redirected = false;
        foreach (var answer in (Func<HttpContext, Task>[])
        [
            context => HookReceiver.WriteAsync(context, """{"allow": true, "changes": {"roles": ["administrator"]}}"""),
            context => HookReceiver.WriteAsync(context, """{"allow": true, "user": {"ID": 1}}"""),
            context => HookReceiver.WriteAsync(context, """{"allow": "yes"}"""),
            context => HookReceiver.WriteAsync(context, """{"allow": true"""),
            context => HookReceiver.WriteAsync(context, """{"allow": true}""", "text/html"),
            context => HookReceiver.WriteAsync(context, """{"allow": true, "changes": {}, "pad": """ + new string(' ', 65536) + "1}"),
            context => HookReceiver.WriteAsync(context, "{\"allow\": true}" + new string(' ', 10_000_000)),
            context => { context.Response.StatusCode = 204; return Task.CompletedTask; },
            context => { context.Response.StatusCode = 500; return HookReceiver.WriteAsync(context, """{"allow": true}"""); },
            context =>
            {
                redirected |= context.Request.Path == "/elsewhere";
                context.Response.Redirect("/elsewhere");
                return Task.CompletedTask;
            },
            context => { context.Abort(); return Task.CompletedTask; },
            context => Task.Delay(Timeout.Infinite, context.RequestAborted),
        ])
        {
            receiver.Answer = answer;
            (await server.Client.LoginAsync()).ExpectError(503, Failed);
        }

        redirected.ShouldBeFalse();
        (await server.QueryAsync("select id from sessions", "id")).ShouldBeEmpty();
        receiver.Faults.ShouldBeEmpty();
        server.Log.Lines.ShouldContain(line => line.Contains("no answer in time", StringComparison.Ordinal));
        server.Log.Lines.ShouldNotContain(line => line.Contains("canary", StringComparison.Ordinal) || line.Contains("training", StringComparison.Ordinal));
    }

    [Theory, EveryEngine, Promise("W1")]
    public async Task No_answer_makes_somebody_else_of_a_token_or_its_answer(string engine)
    {
        await using var receiver = await HookReceiver.StartAsync();
        await using var server = await TestServer.StartAsync(engine, [.. receiver.At("TokenIssuing")]);

        foreach (var changes in (string[])
        [
            """{"claims": {"roles": ["administrator"]}}""", """{"claims": {"sub": "1"}}""", """{"claims": {"data": {"ID": 1}}}""", """{"claims": {"exp": 9999999999}}""",
            """{"claims": {"x": 1}, "remove_claims": ["exp"]}""", """{"claims": {"a": 1, "a": 2}}""", """{"members": {"token": "x"}}""", """{"claims": {"a": "\ud800"}}""",
            """{"claims": {"a": "LONG"}}""".Replace("LONG", new string('x', 5000), StringComparison.Ordinal),
        ])
        {
            receiver.Say($$"""{"allow": true, "changes": {{changes}}}""");
            (await server.Client.LoginAsync()).ExpectError(503, Failed);
        }
    }

    [Theory, EveryEngine, Promise("W1")]
    public async Task Only_where_the_operator_said_so_a_failure_lets_pass(string engine)
    {
        await using var receiver = await HookReceiver.StartAsync();
        await using var server = await TestServer.StartAsync(engine, [.. receiver.At("Authenticating", "allow"), .. receiver.At("TokenIssuing", "allow")]);

        receiver.Answer = static context => { context.Abort(); return Task.CompletedTask; };
        var login = (await server.Client.LoginAsync()).Expect(200);
        Jwt.Claims(login.AccessToken).TryGetProperty("tenant", out _).ShouldBeFalse();
        server.Log.Lines.Count(line => line.StartsWith("Warning 1802", StringComparison.Ordinal)).ShouldBe(2);

        // A part of a bad answer is not taken either, and a refusal stays one.
        receiver.Say("""{"allow": true, "changes": {"claims": {"tenant": "blue", "roles": ["administrator"]}}}""");
        var second = (await server.Client.LoginAsync()).Expect(200);
        Jwt.Claims(second.AccessToken).TryGetProperty("tenant", out _).ShouldBeFalse();
        Jwt.Claims(second.AccessToken).GetProperty("roles").GetArrayLength().ShouldBe(1);
        receiver.Say("""{"allow": false, "code": "Misspelt!", "because": 1}""");
        (await server.Client.LoginAsync()).ExpectError(403, "headlesskey_refused_by_hook");
    }

    [Theory, EveryEngine, Promise("R6")]
    public async Task An_address_inside_the_house_is_not_asked_unless_it_is_allowed(string engine)
    {
        await using var receiver = await HookReceiver.StartAsync();
        await using var server = await TestServer.StartAsync(
            engine, [.. receiver.At("Authenticating"), ("HeadlessKey:Outbound:AllowedNetworks:0", "192.0.2.1")]);

        (await server.Client.LoginAsync()).ExpectError(503, Failed);

        receiver.Questions.ShouldBeEmpty();
        server.Log.Lines.ShouldContain(line => line.Contains("address not allowed", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("HeadlessKey:Hooks:Authenticating:OnFailure", null, "There is no default")]
    [InlineData("HeadlessKey:Hooks:TokenValidating:Url", "https://hooks.example.test", "is not a setting")]
    [InlineData("HeadlessKey:Hooks:PasswordChoosing:Url", "https://hooks.example.test", "is not a setting")]
    public async Task The_start_is_refused_where_nobody_decided_or_nothing_may_be_asked(string setting, string? value, string why)
    {
        await using var receiver = await HookReceiver.StartAsync();

        var fault = await Should.ThrowAsync<Exception>(
            () => TestServer.StartAsync(EveryEngineAttribute.Sqlite, [.. receiver.At("Authenticating"), (setting, value)]));

        fault.Message.ShouldContain(why);
    }
}
