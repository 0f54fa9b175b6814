using HeadlessKey.Testing;

namespace HeadlessKey.FunctionalTests.Contract;

public sealed class InvitationTests
{
    private const string Address = "grace@example.test";
    private static readonly (string, string?) ByInvitation = ("HeadlessKey:Registration:Mode", "invitation");

    [Theory, EveryEngine]
    public async Task An_invitation_makes_an_account_with_its_role_and_a_proven_address(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, ByInvitation, ("HeadlessKey:Registration:EmailVerification", "required"));
        var invitation = await server.InviteAsync(Address, "editor");

        var registered = (await server.Client.RegisterAsync(invitation: invitation)).Expect(201).Json;

        registered.GetProperty("verification_required").GetBoolean().ShouldBeFalse();
        registered.GetProperty("token_response").GetProperty("token").GetString().ShouldNotBeNullOrEmpty();
        registered.GetProperty("user").GetProperty("roles").EnumerateArray().Select(role => role.GetString()).ShouldBe(["editor"]);
        (await server.Client.PostAsync("/login", new { username = "grace", password = RegistrationRequests.NewPassword })).Expect(200)
            .Json.GetProperty("user").GetProperty("email_verified").GetBoolean().ShouldBeTrue();
        (await server.CountMailAsync("verify-email", Address)).ShouldBe(0);
    }

    [Theory, EveryEngine]
    public async Task Where_an_invitation_is_needed_nobody_gets_in_without(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, ByInvitation);

        (await server.Client.RegisterAsync()).ExpectError(403, "headlesskey_registration_disabled");
        (await server.Client.RegisterAsync(invitation: string.Empty)).ExpectError(403, "headlesskey_registration_disabled");
        (await server.Client.RegisterAsync(TestUser.Login, TestUser.Email)).ExpectError(403, "headlesskey_registration_disabled");
    }

    [Theory, EveryEngine]
    public async Task It_works_where_everybody_may_register_too_and_an_operator_may_choose_the_domain_and_the_role(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, ("HeadlessKey:Registration:AllowedDomains:0", "elsewhere.test"));
        var invitation = await server.InviteAsync(Address, "administrator");

        (await server.Client.RegisterAsync()).ExpectError(400, "rest_invalid_param").Params().ShouldBe(["email"]);

        (await server.Client.RegisterAsync(invitation: invitation)).Expect(201)
            .Json.GetProperty("user").GetProperty("roles").EnumerateArray().Select(role => role.GetString()).ShouldBe(["administrator"]);
    }

    [Theory, EveryEngine]
    public async Task It_is_for_one_address(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, ByInvitation);
        var invitation = await server.InviteAsync(Address, "editor");

        (await server.Client.RegisterAsync("eve", invitation: invitation)).ExpectError(400, "rest_invalid_param").Params().ShouldBe(["email"]);

        (await server.Client.RegisterAsync("grace", "Grace@Example.test", invitation: invitation)).Expect(201);
    }

    [Theory, EveryEngine]
    public async Task What_is_refused_does_not_cost_it_its_use(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, ByInvitation);
        var invitation = await server.InviteAsync(Address);

        (await server.Client.RegisterAsync(password: "short", invitation: invitation)).ExpectError(400, "rest_user_invalid_password");
        (await server.Client.RegisterAsync(TestUser.Login, Address, invitation: invitation)).ExpectError(409, "existing_user_login");
        (await server.Client.RegisterAsync("eve", invitation: invitation)).ExpectError(400, "rest_invalid_param");

        (await server.Client.RegisterAsync(invitation: invitation)).Expect(201);
        (await server.Client.RegisterAsync("second", Address, invitation: invitation)).ExpectError(400, "invalid_key");
    }

    [Theory, EveryEngine]
    public async Task It_lives_as_long_as_is_set_to_the_second(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, ByInvitation, ("HeadlessKey:Registration:InvitationLifetime", "02:00:00"));
        var inTime = await server.InviteAsync(Address);
        var late = await server.InviteAsync("linus@example.test");

        server.Clock.Advance(TimeSpan.FromSeconds(7199));
        (await server.Client.RegisterAsync(invitation: inTime)).Expect(201);
        server.Clock.Advance(TimeSpan.FromSeconds(1));
        (await server.Client.RegisterAsync("linus", invitation: late)).ExpectError(400, "invalid_key");
    }

    [Theory, EveryEngine]
    public async Task A_wrong_one_is_refused_even_where_none_is_needed(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);

        (await server.Client.RegisterAsync(invitation: "a guess")).ExpectError(400, "invalid_key");

        (await server.QueryAsync("select login from users", "login")).ShouldBe([TestUser.Login]);
    }

    [Theory, EveryEngine, Promise("A5")]
    public async Task Fifty_uses_at_once_make_one_account(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, ByInvitation);
        var invitation = await server.InviteAsync(Address, "editor");

        var answers = await Task.WhenAll(Enumerable.Range(1, 50).Select(number => server.Client.RegisterAsync($"grace{number}", Address, invitation: invitation)));

        answers.Count(answer => answer.Status == 201).ShouldBe(1);
        answers.Where(answer => answer.Status != 201).ShouldAllBe(answer => answer.Code == "invalid_key");
        (await server.QueryAsync("select user_id from user_roles where role = 'editor'", "user_id")).Count.ShouldBe(1);
    }

    [Theory, EveryEngine]
    public async Task The_mail_leads_to_the_page_that_registers(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, ("HeadlessKey:Links:Register", "https://app.example.test/#/join"));

        var mail = await server.InvitationMailAsync(Address);

        mail.Link.ShouldBe($"https://app.example.test/#/join?invitation={mail.Token}&email=grace%40example.test");
        (await server.QueryAsync("select token_hash from invitations", "token_hash")).Single().ShouldNotBe(mail.Token);
        (await server.CountEventsAsync("invitation.created")).ShouldBe(1);
    }
}
