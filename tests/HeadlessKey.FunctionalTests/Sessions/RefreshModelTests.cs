using FsCheck;
using FsCheck.Fluent;
using HeadlessKey.Testing;

namespace HeadlessKey.FunctionalTests.Sessions;

/// <summary>
/// Whatever order uses, late uses, revocations and the passing of time come in, on whichever node: the server does what the model
/// says. A failure prints the shortest history found that shows it.
/// </summary>
public sealed class RefreshModelTests
{
    private const int Histories = 30;
    private const int LongestHistory = 10;

    [Theory, EveryEngine, Promise("S2"), Promise("S3"), Promise("S4"), Promise("S7")]
    public async Task Any_history_over_two_nodes_goes_as_the_model_says(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        await using var other = await server.StartAnotherNodeAsync();
        TestServer[] nodes = [server, other];

        // FsCheck calls from a thread of its own, which may wait for the server.
        await Task.Run(() => Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(Histories).WithQuietOnSuccess(true),
            Prop.ForAll(AnyHistory, history => RunAsync(nodes, history).GetAwaiter().GetResult())));
    }

    private static Arbitrary<RefreshStep[]> AnyHistory
    {
        get
        {
            var use =
                from back in Gen.Frequency((5, Gen.Constant(0)), (4, Gen.Constant(1)), (1, Gen.Constant(2)))
                from byAccessToken in Gen.Frequency((3, Gen.Constant(false)), (1, Gen.Constant(true)))
                from node in Gen.Choose(0, 1)
                select (RefreshStep)new RefreshStep.Use(back, byAccessToken, node);
            var revoke =
                from back in Gen.Choose(0, 2)
                from byAccessToken in Gen.Elements(false, true)
                from node in Gen.Choose(0, 1)
                select (RefreshStep)new RefreshStep.Revoke(back, byAccessToken, node);
            var wait =
                from seconds in Gen.Elements(1, 29, 30, 31, 3599, 3600, 14 * 24 * 3600 - 1, 14 * 24 * 3600)
                select (RefreshStep)new RefreshStep.Wait(TimeSpan.FromSeconds(seconds));
            var history =
                from length in Gen.Choose(1, LongestHistory)
                from steps in Gen.Frequency((7, use), (1, revoke), (3, wait)).ArrayOf(length)
                select steps;

            // A shorter history: one step left out.
            return Arb.From(history, steps => steps.Select((_, index) => (RefreshStep[])[.. steps[..index], .. steps[(index + 1)..]]));
        }
    }

    private static async Task RunAsync(TestServer[] nodes, RefreshStep[] history)
    {
        var clock = nodes[0].Clock;
        var login = (await nodes[0].Client.LoginAsync()).Expect(200);
        var model = new RefreshModel(clock.GetUtcNow());
        List<Answer> given = [login];
        foreach (var step in history)
        {
            switch (step)
            {
                case RefreshStep.Wait wait:
                    clock.Advance(wait.Time);
                    break;
                case RefreshStep.Use use:
                    await UseAsync(nodes[use.Node].Client, model, given, use, clock.GetUtcNow());
                    break;
                case RefreshStep.Revoke revoke:
                    var token = given[Math.Max(0, model.Generation - revoke.Back)];
                    (await (revoke.ByAccessToken
                        ? nodes[revoke.Node].Client.RevokeAsync(token.AccessToken)
                        : nodes[revoke.Node].Client.PostAsync("/token/revoke", new { refresh_token = token.RefreshToken }))).Expect(200);
                    model.Revoke();
                    break;
            }

            await ExpectNewestValidAsync(nodes, model, given, clock.GetUtcNow());
        }

        await ExpectAgreementAsync(nodes, model, given, clock.GetUtcNow());
        (await nodes[0].CountEventsAsync("token.reuse_detected", login.SessionId)).ShouldBe(model.Reuses);
    }

    private static async Task UseAsync(ApiClient client, RefreshModel model, List<Answer> given, RefreshStep.Use use, DateTimeOffset now)
    {
        var generation = Math.Max(0, model.Generation - use.Back);
        var expected = model.Refresh(generation, use.ByAccessToken, now);
        var answer = await (use.ByAccessToken
            ? client.RefreshByAccessTokenAsync(given[generation].AccessToken)
            : client.RefreshAsync(given[generation].RefreshToken));

        if (expected is not null)
        {
            answer.ExpectError(401, expected);
            return;
        }

        answer.Expect(200);
        if (given.Count == model.Generation)
        {
            given.Add(answer); // the first use: here is the successor
        }

        answer.RefreshToken.ShouldBe(given[model.Generation].RefreshToken);
        answer.Json.GetProperty("jti").GetString().ShouldBe(given[model.Generation].Json.GetProperty("jti").GetString());
    }

    /// <summary>What is good is good at once, on every node.</summary>
    private static async Task ExpectNewestValidAsync(TestServer[] nodes, RefreshModel model, List<Answer> given, DateTimeOffset now)
    {
        if (model.Validate(model.Generation, now) is null)
        {
            foreach (var node in nodes)
            {
                (await node.Client.ValidateAsync(given[model.Generation].AccessToken)).Expect(200);
            }
        }
    }

    /// <summary>What is bad is so soon, on every node.</summary>
    private static async Task ExpectAgreementAsync(TestServer[] nodes, RefreshModel model, List<Answer> given, DateTimeOffset now)
    {
        for (var generation = 0; generation < given.Count; generation++)
        {
            var expected = model.Validate(generation, now);
            foreach (var node in nodes)
            {
                await Eventually.TrueAsync(
                    async () => (await node.Client.ValidateAsync(given[generation].AccessToken)).Code == expected,
                    TimeSpan.FromSeconds(10),
                    $"generation {generation} to be {expected ?? "valid"}");
            }
        }
    }
}
