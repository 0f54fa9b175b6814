using System.Net;
using HeadlessKey.FunctionalTests.Webhooks;
using HeadlessKey.Outbound;
using HeadlessKey.Testing;
using HeadlessKey.Webhooks;
using Microsoft.Extensions.DependencyInjection;

namespace HeadlessKey.FunctionalTests.Attacks;

/// <summary>Somebody who may name an address tries to reach what only this machine can.</summary>
[Promise("R6")]
public sealed class OutboundDeliveryTests
{
    private const string NotAllowed = "address not allowed";

    [Theory, EveryEngine]
    public async Task A_name_that_leads_inside_is_refused_when_it_is_connected_to(string engine)
    {
        await using var inside = await Receiver.StartAsync();
        await using var server = await StartAsync(engine, _ => IPAddress.Loopback);
        var (webhook, _) = await server.AddAsync($"https://inside.example.com:{inside.Address.Port}/");

        (await server.TestAsync(webhook)).Error.ShouldBe(NotAllowed);

        inside.Requests.ShouldBeEmpty();
    }

    [Theory, EveryEngine]
    public async Task A_name_that_moves_inside_after_it_was_looked_at_is_refused(string engine)
    {
        await using var inside = await Receiver.StartAsync();
        var asked = 0;
        await using var server = await StartAsync(engine, _ => Interlocked.Increment(ref asked) == 1 ? IPAddress.Parse("198.18.0.1") : IPAddress.Loopback);
        var (webhook, _) = await server.AddAsync($"https://rebound.example.com:{inside.Address.Port}/");

        (await server.TestAsync(webhook)).Error.ShouldBe(NotAllowed);
        (await server.TestAsync(webhook)).Error.ShouldBe(NotAllowed);

        asked.ShouldBe(2); // once for each connection: what was judged is what was connected to
        inside.Requests.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("169.254.169.254")]
    [InlineData("100.100.100.200")]
    [InlineData("fd00:ec2::254")]
    [InlineData("::ffff:169.254.169.254")]
    [InlineData("64:ff9b::a9fe:a9fe")]
    [InlineData("10.0.0.1")]
    [InlineData("192.168.1.1")]
    [InlineData("0.0.0.0")]
    [InlineData("::1")]
    public async Task Metadata_services_and_private_networks_are_out_of_reach_by_any_name(string address)
    {
        await using var server = await StartAsync(EveryEngineAttribute.Sqlite, _ => IPAddress.Parse(address));
        var (webhook, _) = await server.AddAsync("https://metadata.example.com/latest/meta-data/");

        (await server.TestAsync(webhook)).Error.ShouldBe(NotAllowed);
        (await server.Webhooks().AddAsync($"https://{(address.Contains(':', StringComparison.Ordinal) ? $"[{address}]" : address)}/", ["*"], null))
            .ShouldBeOfType<WebhookResult.Invalid>().Field.ShouldBe("url");
    }

    [Theory, EveryEngine]
    public async Task A_redirect_to_a_metadata_service_is_a_failure_and_goes_nowhere(string engine)
    {
        await using var inside = await Receiver.StartAsync();
        await using var outside = await Receiver.StartAsync();
        outside.Answer = (_, context) =>
        {
            context.Response.StatusCode = 302;
            context.Response.Headers.Location = context.Request.Query.ContainsKey("metadata") ? "http://169.254.169.254/latest/meta-data/" : inside.Address.ToString();
            return Task.CompletedTask;
        };
        await using var server = await TestServer.StartAsync(engine, Receiver.Reachable);
        foreach (var url in new[] { outside.Address.ToString(), outside.Address + "?metadata" })
        {
            var (webhook, _) = await server.AddAsync(url);

            (await server.TestAsync(webhook)).Error.ShouldBe("status 302: redirects are not followed");
        }

        inside.Requests.ShouldBeEmpty();
        outside.Requests.Count.ShouldBe(2);
    }

    [Theory, EveryEngine]
    [Promise("R3")]
    public async Task An_answer_that_would_forge_lines_is_kept_as_one(string engine)
    {
        await using var receiver = await Receiver.StartAsync();
        receiver.Answer = async (_, context) =>
        {
            context.Response.StatusCode = 500;
            await using var writer = new StreamWriter(context.Response.Body);
            await writer.WriteAsync("no\r\n\u001b[2J{\"level\":\"Error\"}\u2028\u202e");
        };
        await using var server = await TestServer.StartAsync(engine, Receiver.Reachable);
        var (webhook, _) = await server.AddAsync(receiver.Address.ToString());

        var attempt = await server.TestAsync(webhook);

        attempt.Answer.ShouldBe("no   [2J{\"level\":\"Error\"}  ");
    }

    private static Task<TestServer> StartAsync(string engine, Func<string, IPAddress> resolve) =>
        TestServer.StartAsync(engine, services => services.AddSingleton(provider => new OutboundHttp(
            provider.GetRequiredService<OutboundAddressPolicy>(), (host, _) => Task.FromResult<IPAddress[]>([resolve(host)]))));
}
