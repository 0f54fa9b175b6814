using HeadlessKey.Hooks;
using Microsoft.Extensions.DependencyInjection;

namespace HeadlessKey.FunctionalTests.Webhooks;

/// <summary>What a hook at <see cref="WebhookSending"/> does to a delivery.</summary>
public sealed class WebhookHookTests
{
    [Theory, EveryEngine]
    public async Task A_hook_changes_what_is_signed_drops_what_it_likes_and_holds_back_what_it_fails_for(string engine)
    {
        await using var receiver = await Receiver.StartAsync();
        await using var server = await TestServer.StartAsync(engine, static services => services.AddSingleton<IHook<WebhookSending>, Hook>(), Receiver.Reachable);
        var (_, secret) = await server.AddWebhookAsync(receiver, "user.*");

        await server.DisableAsync();
        await server.EnableAsync();
        await server.SetRolesAsync("editor");
        await receiver.GotAsync(1);
        await Eventually.TrueAsync(
            async () => (await server.WebhookEntriesAsync()).All(entry => entry is { Tries: > 0, LeasedUntil: null }) || (await server.WebhookEntriesAsync("failed")).Count == 1,
            TimeSpan.FromSeconds(20));

        StandardWebhook.Verify(receiver.Requests[0], secret, server.Clock.GetUtcNow()).GetProperty("tenant").GetString().ShouldBe("seven");
        receiver.Types().ShouldBe(["user.disabled"]);
        (await server.WebhookEntriesAsync("failed")).ShouldHaveSingleItem().LastError.ShouldBe("a hook dropped it");
        await Eventually.TrueAsync(async () => (await server.WebhookEntriesAsync("waiting"))[0].LastError == "a hook failed", TimeSpan.FromSeconds(20));
        (await server.QueryAsync("select failures from delivery_targets", "failures")).ShouldBe(["0"]); // the receiver has done nothing wrong
    }

    private sealed class Hook : IHook<WebhookSending>
    {
        public ValueTask RunAsync(WebhookSending point, CancellationToken cancellationToken)
        {
            switch (point.Type)
            {
                case "user.enabled":
                    point.Drop();
                    break;
                case "user.roles_set":
                    throw new InvalidOperationException("broken");
                default:
                    point.Payload["tenant"] = "seven";
                    break;
            }

            return ValueTask.CompletedTask;
        }
    }
}
