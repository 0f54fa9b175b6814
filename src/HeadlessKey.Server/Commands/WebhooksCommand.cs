using System.CommandLine;
using HeadlessKey.Deliveries;
using HeadlessKey.Http;
using HeadlessKey.Webhooks;

namespace HeadlessKey.Server.Commands;

/// <summary><c>headlesskey webhooks …</c>: who is told what happens.</summary>
internal static class WebhooksCommand
{
    private static readonly Argument<string> Id = new("ID") { Description = "The webhook, such as wh_5f2b…; see: headlesskey webhooks list" };

    public static Command Create() => new("webhooks", "Tell other programs what happens, over HTTP.")
    {
        List(), Add(), Remove(), Switch("enable", "Switch a webhook on again.", static (webhooks, id) => webhooks.EnableAsync(id)),
        Switch("disable", "Switch a webhook off; what waits for it is given up.", static (webhooks, id) => webhooks.DisableAsync(id, "by the operator")),
        RotateSecret(), Test(), WebhookDeliveriesCommand.List(), WebhookDeliveriesCommand.Replay(),
    };

    private static Command List()
    {
        var command = new Command("list", "Every webhook, without its secret.") { Table.Json };
        command.SetAction((parsed, cancellationToken) => CommandRunner.WithServicesAsync(parsed, async (services, token) =>
        {
            var table = new Table("ID", "URL", "Events", "Description", "Created", "State", "Reason");
            foreach (var webhook in await services.GetRequiredService<WebhookStore>().ListAsync(token))
            {
                table.Add(
                    webhook.Id, webhook.Url, string.Join(' ', webhook.Types), webhook.Description ?? "-", ApiTime.Format(webhook.CreatedAt),
                    webhook.DisabledAt is null ? "on" : "off", webhook.DisabledReason ?? "-");
            }

            table.Print(parsed);
            return CommandRunner.Done;
        }, cancellationToken));
        return command;
    }

    private static Command Add()
    {
        var url = new Argument<string>("URL") { Description = "Where deliveries go, such as https://app.example.com/webhooks." };
        var types = new Option<string[]>("--event")
        {
            Description = "A type such as login.failed, a family such as user.*; may be given several times. Default: * for all.", HelpName = "TYPE",
        };
        var description = new Option<string?>("--description") { Description = "For the list.", HelpName = "TEXT" };
        var command = new Command("add", "Add a webhook, and show its secret this once.") { url, types, description };
        command.SetAction((parsed, cancellationToken) => CommandRunner.WithServicesAsync(parsed, async (services, _) =>
            Answer(await services.GetRequiredService<WebhookSubscriptions>().AddAsync(
                parsed.GetRequiredValue(url), parsed.GetValue(types) is { Length: > 0 } given ? given : [WebhookPolicy.Everything], parsed.GetValue(description))),
            cancellationToken));
        return command;
    }

    private static Command Remove()
    {
        var command = new Command("remove", "Remove a webhook; what waits for it is given up.") { Id };
        command.SetAction((parsed, cancellationToken) => CommandRunner.WithServicesAsync(parsed, async (services, _) =>
            Answer(await services.GetRequiredService<WebhookSubscriptions>().RemoveAsync(parsed.GetRequiredValue(Id)), "Removed"), cancellationToken));
        return command;
    }

    private static Command Switch(string verb, string description, Func<WebhookSubscriptions, string, Task<WebhookResult>> change)
    {
        var command = new Command(verb, description) { Id };
        command.SetAction((parsed, cancellationToken) => CommandRunner.WithServicesAsync(parsed, async (services, _) =>
            Answer(await change(services.GetRequiredService<WebhookSubscriptions>(), parsed.GetRequiredValue(Id)), char.ToUpperInvariant(verb[0]) + verb[1..] + "d"), cancellationToken));
        return command;
    }

    private static Command RotateSecret()
    {
        var overlap = new Option<TimeSpan>("--overlap")
        {
            Description = "How long deliveries are signed with the old secret, too; default: 1.00:00:00 (a day). 00:00:00 when it has leaked.",
            DefaultValueFactory = _ => WebhookSubscriptions.DefaultOverlap, HelpName = "TIME",
        };
        var command = new Command("rotate-secret", "Give a webhook a new secret, and show it this once.") { Id, overlap };
        command.SetAction((parsed, cancellationToken) => CommandRunner.WithServicesAsync(parsed, async (services, _) =>
            parsed.GetValue(overlap) is var time && (time < TimeSpan.Zero || time > TimeSpan.FromDays(30))
                ? CommandRunner.Refuse("--overlap must be from 00:00:00 to 30.00:00:00.")
                : Answer(await services.GetRequiredService<WebhookSubscriptions>().RotateSecretAsync(parsed.GetRequiredValue(Id), time)), cancellationToken));
        return command;
    }

    private static Command Test()
    {
        var command = new Command("test", "Send a test event at once, and say what the receiver answered.") { Id };
        command.SetAction((parsed, cancellationToken) => CommandRunner.WithServicesAsync(parsed, async (services, token) =>
        {
            var id = parsed.GetRequiredValue(Id);
            return await Progress.ShowAsync("Sending", services.GetRequiredService<WebhookDeliveries>().TestAsync(id, by: null, token)) switch
            {
                null => CommandRunner.Refuse($"There is no webhook {id}, or it is off. See: headlesskey webhooks list"),
                { Error: { } error } attempt => CommandRunner.Refuse($"Not taken: {error}. {attempt.Answer}".TrimEnd()),
                DeliveryAttempt taken => Say($"Taken: status {taken.Status} after {taken.Elapsed.TotalMilliseconds:0} ms."),
            };
        }, cancellationToken));
        return command;
    }

    private static int Answer(WebhookResult result, string done = "Done") => result switch
    {
        WebhookResult.WithSecret made => Say($"{made.Webhook.Id}{Environment.NewLine}{made.Secret}"),
        WebhookResult.Done one => Say($"{done}: {one.Webhook.Id}"),
        WebhookResult.Invalid invalid => CommandRunner.Refuse(invalid.Reason),
        WebhookResult.Unchanged => CommandRunner.Refuse("It is so already."),
        WebhookResult.NotFound => CommandRunner.Refuse("There is no such webhook. See: headlesskey webhooks list"),
        var other => throw new InvalidOperationException($"Unexpected {other}."),
    };

    private static int Say(string text)
    {
        Console.WriteLine(text);
        return CommandRunner.Done;
    }
}
