namespace HeadlessKey.FunctionalTests.Contract;

public sealed class HealthTests
{
    [Theory, EveryEngine]
    public async Task A_server_that_started_is_alive_and_ready(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);

        (await server.Client.GetAsync("/healthz")).Expect(200).Body.ShouldBe("""{"message":"ok"}""");
        (await server.Client.GetAsync("/readyz")).Expect(200).Body.ShouldBe("""{"message":"ok"}""");
    }

    [Theory, EveryEngine]
    public async Task Without_its_database_it_is_alive_but_not_ready(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        await server.DropDatabaseAsync();

        (await server.Client.GetAsync("/readyz")).ExpectError(503, "headlesskey_busy").Headers.RetryAfter.ShouldNotBeNull();
        (await server.Client.GetAsync("/healthz")).Expect(200);
    }

    [Theory, EveryEngine]
    public async Task Health_tells_a_stranger_nothing_of_the_fault(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        await server.DropDatabaseAsync();

        var answer = await server.Client.GetAsync("/readyz");

        answer.Json.GetProperty("data").Members().ShouldBe(["retry_after: Number", "status: Number"]);
    }
}
