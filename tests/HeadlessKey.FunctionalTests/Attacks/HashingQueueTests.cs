using HeadlessKey.Testing;

namespace HeadlessKey.FunctionalTests.Attacks;

/// <summary>A flood of sign-ins costs those who flood, not those who are signed in.</summary>
public sealed class HashingQueueTests
{
    [Theory, EveryEngine, Promise("P5")]
    public async Task Sign_ins_past_the_queue_are_told_to_come_back_and_validation_answers_meanwhile(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, (TestServer.HashPrice, "300000"), ("HeadlessKey:Passwords:HashQueue", "2"));
        var token = (await server.Client.LoginAsync()).Expect(200).AccessToken;
        var flood = Enumerable.Range(0, 24 + Environment.ProcessorCount).Select(_ => server.Client.LoginAsync(password: "wrong")).ToList();

        // While somebody still waits for a hash, tokens are looked at.
        var validated = 0;
        while (flood.Exists(login => !login.IsCompleted))
        {
            await server.ShouldBeAcceptedAsync(token);
            validated++;
        }

        var answers = await Task.WhenAll(flood);
        validated.ShouldBeGreaterThan(0);
        var busy = answers.Where(answer => answer.Status == 503).ToList();
        busy.ShouldNotBeEmpty();
        foreach (var answer in busy)
        {
            answer.ExpectError(503, "headlesskey_busy");
            var seconds = answer.Headers.RetryAfter!.Delta!.Value.TotalSeconds;
            seconds.ShouldBeGreaterThan(0);
            answer.Json.GetProperty("data").GetProperty("retry_after").GetDouble().ShouldBe(seconds);
        }

        answers.Except(busy).ToList().ForEach(answer => answer.ExpectError(401, "incorrect_password"));
        answers.Length.ShouldBeGreaterThan(busy.Count); // those in the queue were served
        (await server.Client.LoginAsync()).Expect(200);
    }

    [Theory, EveryEngine, Promise("P5")]
    public async Task Whoever_hangs_up_leaves_the_queue_to_the_others(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, (TestServer.HashPrice, "300000"), ("HeadlessKey:Passwords:HashQueue", "4"));
        using (var gone = new HttpClient { BaseAddress = server.Address })
        {
            var flood = Enumerable.Range(0, 20).Select(_ => gone.PostAsync(
                $"{Intruder.Root}/token", new FormUrlEncodedContent([new("username", TestUser.Login), new("password", "wrong")]))).ToList();
            await Task.WhenAny(flood);
            gone.CancelPendingRequests();
            await Task.WhenAll(flood).ContinueWith(static _ => { }, TaskScheduler.Default);
        }

        await Eventually.TrueAsync(async () => (await server.Client.LoginAsync()).Status == 200, TimeSpan.FromSeconds(20));
        (await server.QueryAsync("select detail from security_events where type = 'login.failed'", "detail")).ShouldContain("aborted"); // and on record
    }
}
