using HeadlessKey.Testing;

namespace HeadlessKey.FunctionalTests.Attacks;

/// <summary>Of many who want the same at once, one gets it.</summary>
public sealed class RegistrationRaceTests
{
    private const string Address = "grace@example.test";

    [Theory, EveryEngine]
    public async Task Fifty_registrations_of_one_login_make_one_account(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);

        var answers = await Task.WhenAll(Enumerable.Range(1, 50).Select(number => server.Client.RegisterAsync("Grace", $"grace{number}@example.test")));

        answers.Count(answer => answer.Status == 201).ShouldBe(1);
        answers.Where(answer => answer.Status != 201).ShouldAllBe(answer => answer.Code == "existing_user_login");
        (await server.QueryAsync("select u.id from users u where login_key = 'grace'", "id")).Count.ShouldBe(1);
        (await server.QueryAsync("select id from sessions", "id")).Count.ShouldBe(1);
        (await server.CountEventsAsync("user.created")).ShouldBe(2);
        (await server.CountEventsAsync("registration.refused")).ShouldBe(49);
    }

    [Theory, EveryEngine]
    public async Task Fifty_registrations_of_one_address_in_every_case_make_one_account(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        await using var other = await server.StartAnotherNodeAsync();

        var answers = await Task.WhenAll(Enumerable.Range(1, 50).Select(number =>
            (number % 2 == 0 ? server : other).Client.RegisterAsync($"grace{number}", number % 3 == 0 ? "GRACE@Example.TEST" : Address)));

        answers.Count(answer => answer.Status == 201).ShouldBe(1);
        answers.Where(answer => answer.Status != 201).ShouldAllBe(answer => answer.Code == "existing_user_email");
        (await server.QueryAsync("select id from users where login like 'grace%'", "id")).Count.ShouldBe(1);
    }

    [Theory, EveryEngine, Promise("A5")]
    public async Task Fifty_uses_of_one_link_prove_the_address_once(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, ("HeadlessKey:Registration:EmailVerification", "required"));
        (await server.Client.RegisterAsync()).Expect(201);
        var token = (await server.NextMailAsync("verify-email", Address)).Token;

        var answers = await Task.WhenAll(Enumerable.Range(1, 50).Select(_ => server.Client.VerifyEmailAsync(token)));

        answers.Count(answer => answer.Status == 200).ShouldBe(1);
        answers.Where(answer => answer.Status != 200).ShouldAllBe(answer => answer.Code == "invalid_key");
        (await server.CountEventsAsync("user.email_verified")).ShouldBe(1);
    }

    [Theory, EveryEngine, Promise("A5")]
    public async Task Fifty_uses_of_one_link_of_private_mode_make_one_account(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, ("HeadlessKey:Registration:Private", "true"));
        (await server.Client.RegisterAsync()).Expect(201);
        var token = (await server.NextMailAsync("verify-email", Address)).Token;

        var answers = await Task.WhenAll(Enumerable.Range(1, 50).Select(_ => server.Client.VerifyEmailAsync(token)));

        answers.Count(answer => answer.Status == 200).ShouldBe(1);
        answers.Where(answer => answer.Status != 200).ShouldAllBe(answer => answer.Code == "invalid_key");
        (await server.QueryAsync("select id from users where login like 'grace%'", "id")).Count.ShouldBe(1);
    }

    [Theory, EveryEngine]
    public async Task Fifteen_people_who_prove_one_login_at_once_get_fifteen_logins(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, ("HeadlessKey:Registration:Private", "true"));
        await Task.WhenAll(Enumerable.Range(1, 15).Select(number => server.Client.RegisterAsync("grace", $"{number}@example.test")));
        var tokens = await Task.WhenAll(Enumerable.Range(1, 15).Select(async number => (await server.NextMailAsync("verify-email", $"{number}@example.test")).Token));

        var answers = await Task.WhenAll(tokens.Select(token => server.Client.VerifyEmailAsync(token)));

        answers.Select(answer => answer.Expect(200).Json.GetProperty("user_login").GetString()!)
            .ShouldBe(["grace", .. Enumerable.Range(2, 14).Select(number => $"grace-{number}")], ignoreOrder: true);
    }

    [Theory, EveryEngine]
    public async Task Of_two_who_change_to_one_address_at_once_one_gets_it(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        List<string> tokens = [];
        foreach (var number in Enumerable.Range(1, 20))
        {
            await server.AddUserAsync($"user{number}", $"user{number}@example.test", RegistrationRequests.NewPassword, "subscriber");
            tokens.Add(await server.AskForEmailAsync("wanted@example.test", $"user{number}"));
        }

        var answers = await Task.WhenAll(tokens.Select(token => server.Client.VerifyEmailAsync(token)));

        answers.Count(answer => answer.Status == 200).ShouldBe(1);
        answers.Where(answer => answer.Status != 200).ShouldAllBe(answer => answer.Code == "invalid_key");
        (await server.QueryAsync("select login from users where email = 'wanted@example.test'", "login")).Count.ShouldBe(1);
        (await server.CountEventsAsync("user.email_changed")).ShouldBe(1);
    }
}
