namespace HeadlessKey.FunctionalTests.Contract;

/// <summary>What every answer carries, good or bad.</summary>
public sealed class AnswerHeadersTests
{
    [Theory, EveryEngine]
    public async Task Every_answer_forbids_storing_sniffing_and_indexing_and_names_its_request(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var login = await server.Client.LoginAsync();

        Answer[] answers =
        [
            login,
            await server.Client.LoginAsync(password: "wrong"),
            await server.Client.PostAsync("/login", new { username = TestUser.Login, password = TestUser.Password }),
            await server.Client.ValidateAsync(login.AccessToken),
            await server.Client.ValidateAsync("nonsense"),
            await server.Client.RefreshAsync(login.RefreshToken),
            await server.Client.RevokeAsync(login.AccessToken),
            await server.Client.PostAsync("/token", new { }),
            await server.Client.PostAsync("/nope", new { }),
            await server.Client.PostAsync("/token", new { more = new string('x', 70_000) }),
            await server.Client.GetAsync("/wp-json/headlesskey/v1"),
            await server.Client.GetAsync("/healthz"),
            await server.Client.GetAsync("/readyz"),
            await server.Client.GetAsync("/?rest_route=/headlesskey/v1"),
        ];

        foreach (var answer in answers)
        {
            answer.Headers.CacheControl!.ToString().ShouldBe("no-store");
            answer.Headers.Vary.ShouldBe(["Authorization", "Origin"]);
            answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
            answer.Headers.GetValues("X-Robots-Tag").ShouldBe(["noindex"]);
            answer.Headers.GetValues("X-Request-Id").ShouldHaveSingleItem().ShouldNotBeNullOrEmpty();
            answer.Headers.Contains("Server").ShouldBeFalse();
            answer.ContentHeaders.ContentType!.ToString().ShouldBe("application/json; charset=UTF-8");
        }

        answers.Select(answer => answer.Headers.GetValues("X-Request-Id").Single()).ShouldBeUnique();
    }

    [Theory, EveryEngine]
    public async Task A_fault_of_ours_carries_them_too(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        await server.BreakAsync("alter table sessions rename to sessions_gone");

        var answer = (await server.Client.LoginAsync()).Expect(500);

        answer.Headers.CacheControl!.ToString().ShouldBe("no-store");
        answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        answer.Headers.Vary.ShouldBe(["Authorization", "Origin"]);
    }

    [Theory, EveryEngine]
    public async Task A_request_id_from_outside_is_not_taken_over(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);

        var answer = await server.Client.SendAsync(HttpMethod.Get, "/healthz", content: null, bearer: null, ("X-Request-Id", "mine"));

        answer.Headers.GetValues("X-Request-Id").ShouldHaveSingleItem().ShouldNotBe("mine");
    }

    [Theory, EveryEngine]
    public async Task The_request_id_is_the_one_in_the_record(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);

        var login = await server.Client.LoginAsync();

        (await server.QueryAsync("select request_id from security_events where type = 'login.succeeded'", "request_id"))
            .ShouldBe(login.Headers.GetValues("X-Request-Id"));
    }

    [Theory, EveryEngine]
    public async Task Only_the_key_set_may_be_kept_for_a_while(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, ("HeadlessKey:Keys:AnnounceFor", "00:02:00"));

        foreach (var path in (string[])["/.well-known/jwks.json", "/wp-json/headlesskey/v1/jwks"])
        {
            var cache = (await server.Client.GetAsync(path)).Expect(200).Headers.CacheControl!;
            cache.Public.ShouldBeTrue();
            cache.MaxAge.ShouldBe(TimeSpan.FromMinutes(1)); // half of the announce time
        }
    }
}
