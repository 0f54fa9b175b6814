using System.Collections.Concurrent;
using HeadlessKey.SigningKeys;
using HeadlessKey.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace HeadlessKey.FunctionalTests.Attacks;

/// <summary>Keys come and go while people sign in; nobody's valid token is refused for it.</summary>
public sealed class KeyRotationTests
{
    [Theory, EveryEngine, Promise("T11")]
    public async Task A_rotation_under_load_on_two_nodes_refuses_no_valid_token(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, ("HeadlessKey:Tokens:Lifetime", "00:01:00"), ("HeadlessKey:Passwords:HashQueue", "1000"));
        await using var other = await server.StartAnotherNodeAsync();
        TestServer[] nodes = [server, other];
        var first = server.SigningKey().Kid;
        var tokens = new ConcurrentQueue<string>();
        var refused = new ConcurrentQueue<string>();
        var kids = new ConcurrentDictionary<string, int>();
        using var done = new CancellationTokenSource();

        async Task SignInAsync(TestServer node)
        {
            while (!done.IsCancellationRequested)
            {
                tokens.Enqueue((await node.Client.LoginAsync()).Expect(200).AccessToken);
                while (tokens.Count > 40)
                {
                    tokens.TryDequeue(out _);
                }
            }
        }

        async Task ValidateAsync(TestServer node)
        {
            while (!done.IsCancellationRequested)
            {
                if (!tokens.TryDequeue(out var token))
                {
                    await Task.Yield();
                    continue;
                }

                var answer = await node.Client.ValidateAsync(token);
                if (DateTimeOffset.FromUnixTimeSeconds(Intruder.ClaimsOf(token).GetProperty("exp").GetInt64()) <= server.Clock.GetUtcNow())
                {
                    continue; // its time was over, or came meanwhile
                }

                tokens.Enqueue(token);
                kids.AddOrUpdate(System.Text.Json.JsonDocument.Parse(ForgedToken.Of(token).Header).RootElement.GetProperty("kid").GetString()!, 1, (_, n) => n + 1);
                if (answer.Status != 200)
                {
                    refused.Enqueue(answer.Body);
                }
            }
        }

        var load = nodes.SelectMany(node => new[] { SignInAsync(node), ValidateAsync(node), ValidateAsync(node) }).ToList();
        await Intruder.EventuallyAsync(() => kids.ContainsKey(first), "the first key's tokens are in use");

        // Announced: every node knows the new key before it signs.
        var next = await server.Services.GetRequiredService<KeyRotation>().RotateAsync(SigningAlgorithm.ES256, soon: true, CancellationToken.None);
        await Intruder.EventuallyAsync(() => nodes.All(node => node.Services.GetRequiredService<KeyRing>().FindVerifying(next.Kid) is not null), "both know it");
        server.SigningKey().Kid.ShouldBe(first);

        // It signs; the old one verifies on; then it is dropped.
        for (var passed = 0; passed < 150; passed += 5)
        {
            server.Clock.Advance(TimeSpan.FromSeconds(5));
            var before = kids.GetValueOrDefault(next.Kid);
            await Intruder.EventuallyAsync(() => kids.GetValueOrDefault(next.Kid) > before + 5 || load.Exists(task => task.IsCompleted), "tokens of the new key are in use");
        }

        await done.CancelAsync();
        await Task.WhenAll(load);
        refused.ShouldBeEmpty();
        nodes.ShouldAllBe(node => node.SigningKey().Kid == next.Kid);
        nodes.ShouldAllBe(node => node.Services.GetRequiredService<KeyRing>().FindVerifying(first) == null);
        kids.Keys.Order().ShouldBe(new[] { first, next.Kid }.Order());
    }

    [Theory, EveryEngine, Promise("T11")]
    public async Task A_key_that_is_due_is_replaced_once_however_many_nodes_look(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, ("HeadlessKey:Keys:RotateEvery", "30.00:00:00"));
        await using var other = await server.StartAnotherNodeAsync();
        var schedules = new[] { server, other }
            .Select(node => node.Services.GetServices<IHostedService>().OfType<KeyRotationSchedule>().Single()).ToList();

        server.Clock.Advance(TimeSpan.FromDays(30) - TimeSpan.FromSeconds(1));
        (await schedules[0].RunOnceAsync(CancellationToken.None)).ShouldBeFalse();
        server.Clock.Advance(TimeSpan.FromSeconds(1));
        var ran = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(() => schedules[i % 2].RunOnceAsync(CancellationToken.None))));

        ran.Count(did => did).ShouldBe(1);
        (await server.QueryAsync("select * from signing_keys", "kid")).Count.ShouldBe(2);
    }

    [Theory, EveryEngine, Promise("T11")]
    public async Task Fifty_rotations_at_once_leave_one_key_that_signs_on(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        await using var other = await server.StartAnotherNodeAsync();
        TestServer[] nodes = [server, other];

        await Task.WhenAll(Enumerable.Range(0, 50).Select(i => Task.Run(() =>
            nodes[i % 2].Services.GetRequiredService<KeyRotation>().RotateAsync(SigningAlgorithm.HS256, soon: true, CancellationToken.None))));

        (await server.QueryAsync("select * from signing_keys", "kid")).Count.ShouldBe(51);
        (await server.QueryAsync("select * from signing_keys where retires_at is null", "kid")).Count.ShouldBe(1);
        await Intruder.EventuallyAsync(() => nodes.All(node => node.Services.GetRequiredService<KeyRing>().Live.Count == 51), "both know all");
        server.Clock.Advance(TimeSpan.FromSeconds(5));
        other.SigningKey().Kid.ShouldBe(server.SigningKey().Kid);
        var token = (await server.Client.LoginAsync()).Expect(200).AccessToken;
        await other.ShouldBeAcceptedAsync(token);
    }

    [Theory, EveryEngine, Promise("T11")]
    public async Task A_key_that_is_taken_back_before_it_signs_leaves_the_old_one_signing(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var rotation = server.Services.GetRequiredService<KeyRotation>();
        var first = server.SigningKey().Kid;
        var announced = await rotation.RotateAsync(SigningAlgorithm.HS256, soon: false, CancellationToken.None);

        (await rotation.RetireAsync(announced.Kid, drop: true, CancellationToken.None)).ShouldBeTrue();
        await Intruder.EventuallyAsync(() => server.Services.GetRequiredService<KeyRing>().FindVerifying(announced.Kid) is null, "it is gone");
        await server.Services.GetRequiredService<KeyRing>().CatchUpAsync(CancellationToken.None);
        server.Clock.Advance(TimeSpan.FromHours(3));

        server.SigningKey().Kid.ShouldBe(first);
        await server.ShouldBeAcceptedAsync((await server.Client.LoginAsync()).Expect(200).AccessToken);
    }

    [Theory, EveryEngine, Promise("T11")]
    public async Task Retiring_every_key_at_once_leaves_one_that_signs(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var rotation = server.Services.GetRequiredService<KeyRotation>();
        var ring = server.Services.GetRequiredService<KeyRing>();
        for (var i = 0; i < 5; i++)
        {
            await rotation.RotateAsync(SigningAlgorithm.HS256, soon: false, CancellationToken.None);
        }

        var kids = await server.QueryAsync("select * from signing_keys", "kid");
        await Task.WhenAll(kids.Select(kid => Task.Run(() => rotation.RetireAsync(kid, drop: true, CancellationToken.None))));

        await ring.CatchUpAsync(CancellationToken.None);
        server.Clock.Advance(TimeSpan.FromHours(3));
        await ring.CatchUpAsync(CancellationToken.None);
        await server.ShouldBeAcceptedAsync((await server.Client.LoginAsync()).Expect(200).AccessToken);
    }
}
