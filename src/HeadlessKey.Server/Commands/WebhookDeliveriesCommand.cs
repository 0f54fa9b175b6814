using System.CommandLine;
using System.Globalization;
using HeadlessKey.Deliveries;
using HeadlessKey.Http;
using HeadlessKey.Webhooks;

namespace HeadlessKey.Server.Commands;

/// <summary><c>headlesskey webhooks deliveries</c> and <c>replay</c>: what was sent, and sending it again.</summary>
internal static class WebhookDeliveriesCommand
{
    private const string None = "-";

    private static readonly Option<string?> Webhook = new("--webhook") { Description = "Only this one's; default: all.", HelpName = "ID" };

    public static Command List()
    {
        var id = new Argument<long?>("ID") { Description = "One delivery, with every try.", Arity = ArgumentArity.ZeroOrOne };
        var state = new Option<string?>("--state") { Description = "waiting, delivered or failed; default: any.", HelpName = "STATE" };
        state.AcceptOnlyFromAmong([.. DeliveryState.All]);
        var count = new Option<int>("--count") { Description = "At most so many, newest first; default: 100.", DefaultValueFactory = _ => 100, HelpName = "N" };
        var command = new Command("deliveries", "What was sent and what waits; or one delivery with its body and every try.") { id, Webhook, state, count, Table.Json };
        command.SetAction((parsed, cancellationToken) => CommandRunner.WithServicesAsync(parsed, async (services, token) =>
        {
            var deliveries = services.GetRequiredService<WebhookDeliveries>();
            if (parsed.GetValue(id) is { } one)
            {
                return await ShowAsync(deliveries, one, parsed, token);
            }

            var table = new Table("ID", "Webhook", "Event", "Event ID", "Queued", "State", "Tries", "Next try", "Last error");
            foreach (var entry in await deliveries.ListAsync(
                parsed.GetValue(Webhook), parsed.GetValue(state), long.MaxValue, Math.Clamp(parsed.GetValue(count), 1, 10_000), token))
            {
                table.Add(
                    Number(entry.Id), entry.Target.Id, entry.Kind, entry.MessageId, ApiTime.Format(entry.CreatedAt), entry.State, Number(entry.Tries),
                    entry.State == DeliveryState.Waiting ? ApiTime.Format(entry.NextTryAt) : None, entry.LastError ?? None);
            }

            table.Print(parsed);
            return CommandRunner.Done;
        }, cancellationToken));
        return command;
    }

    public static Command Replay()
    {
        var id = new Argument<long?>("ID") { Description = "The delivery; see: headlesskey webhooks deliveries", Arity = ArgumentArity.ZeroOrOne };
        var failed = new Option<bool>("--failed") { Description = "All that failed, instead of one." };
        var since = new Option<DateTimeOffset?>("--since") { Description = "With --failed: only what was queued at this time or later.", HelpName = "TIME" };
        var command = new Command("replay", "Make deliveries due again, with the same event id. A running server sends them.") { id, failed, Webhook, since };
        command.SetAction((parsed, cancellationToken) => CommandRunner.WithServicesAsync(parsed, async (services, _) =>
        {
            var deliveries = services.GetRequiredService<WebhookDeliveries>();
            if (parsed.GetValue(failed))
            {
                var count = await deliveries.ReplayFailedAsync(parsed.GetValue(Webhook), parsed.GetValue(since) ?? DateTimeOffset.UnixEpoch);
                Console.WriteLine($"{Plural.Of(count, "delivery", "deliveries")} due now.");
                return CommandRunner.Done;
            }

            if (parsed.GetValue(id) is not { } one)
            {
                return CommandRunner.Refuse("Say which: an ID, or --failed.");
            }

            if (!await deliveries.ReplayAsync(one))
            {
                return CommandRunner.Refuse($"There is no delivery {one}, or it is being tried at this moment. See: headlesskey webhooks deliveries");
            }

            Console.WriteLine("1 delivery due now.");
            return CommandRunner.Done;
        }, cancellationToken));
        return command;
    }

    private static async Task<int> ShowAsync(WebhookDeliveries deliveries, long id, ParseResult parsed, CancellationToken cancellationToken)
    {
        if (await deliveries.FindAsync(id, cancellationToken) is not { } entry)
        {
            return CommandRunner.Refuse($"There is no delivery {id}. See: headlesskey webhooks deliveries");
        }

        var table = new Table("At", "Status", "Error", "Milliseconds", "Answer");
        foreach (var attempt in await deliveries.ListAttemptsAsync(id, cancellationToken))
        {
            table.Add(
                ApiTime.Format(attempt.At), attempt.Status is { } status ? Number(status) : None, attempt.Error ?? None,
                Number((long)attempt.Elapsed.TotalMilliseconds), attempt.Answer ?? None);
        }

        if (!parsed.GetValue(Table.Json))
        {
            Console.WriteLine($"{entry.Kind} {entry.MessageId} to {entry.Target.Id}: {entry.State}{Environment.NewLine}{entry.Body ?? "(its event is older than events are kept)"}{Environment.NewLine}");
        }

        table.Print(parsed);
        return CommandRunner.Done;
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
