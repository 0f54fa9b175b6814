using System.CommandLine;
using HeadlessKey.Http;
using HeadlessKey.Lockout;

namespace HeadlessKey.Server.Commands;

/// <summary><c>headlesskey bans …</c>: networks that are shut out.</summary>
internal static class BansCommand
{
    private static readonly Argument<string> Network = new("NETWORK") { Description = "An address, or a network such as 203.0.113.0/24." };

    public static Command Create() => new("bans", "Shut networks out, and let them in again.") { List(), Add(), Remove() };

    private static Command List()
    {
        var command = new Command("list", "The networks that are banned, and those that guessing has locked out of signing in.") { Table.Json };
        command.SetAction((parsed, cancellationToken) => CommandRunner.WithServicesAsync(parsed, async (services, token) =>
        {
            var store = services.GetRequiredService<BanStore>();
            var table = new Table("Network", "State", "Reason", "Until");
            foreach (var (state, bans) in new[] { ("banned", await store.ListAsync(token)), ("locked", await store.ListLockedAsync(token)) })
            {
                foreach (var ban in bans)
                {
                    table.Add(ban.Network, state, ban.Reason, ban.ExpiresAt is { } end ? ApiTime.Format(end) : "-");
                }
            }

            table.Print(parsed);
            return CommandRunner.Done;
        }, cancellationToken));
        return command;
    }

    private static Command Add()
    {
        var reason = new Option<string>("--reason") { Description = "For the list.", DefaultValueFactory = _ => "operator" };
        var lasting = new Option<TimeSpan?>("--for") { Description = "How long, such as 1.00:00:00 for a day; default: until it is lifted." };
        var command = new Command("add", "Answer nothing to a network but a refusal.") { Network, reason, lasting };
        command.SetAction((parsed, cancellationToken) => CommandRunner.WithServicesAsync(parsed, async (services, _) =>
        {
            if (Canonical(parsed) is not { } network)
            {
                return RefuseForm(parsed);
            }

            var until = parsed.GetValue(lasting) is { } time ? services.GetRequiredService<TimeProvider>().GetUtcNow() + time : (DateTimeOffset?)null;
            await services.GetRequiredService<BanStore>().AddAsync(new Ban(network, CleanText.Cut(parsed.GetValue(reason), 200) ?? "operator", until));
            Console.WriteLine($"Banned {network}.");
            return CommandRunner.Done;
        }, cancellationToken));
        return command;
    }

    private static Command Remove()
    {
        var command = new Command("remove", "Lift a ban, or the lock that guessing has put on a network.") { Network };
        command.SetAction((parsed, cancellationToken) => CommandRunner.WithServicesAsync(parsed, async (services, _) =>
        {
            if (Canonical(parsed) is not { } network)
            {
                return RefuseForm(parsed);
            }

            if (!await services.GetRequiredService<BanStore>().RemoveAsync(network))
            {
                return CommandRunner.Refuse($"{network} is neither banned nor locked.");
            }

            Console.WriteLine($"Let {network} in again.");
            return CommandRunner.Done;
        }, cancellationToken));
        return command;
    }

    private static string? Canonical(ParseResult parsed) => BanNetwork.Read(parsed.GetRequiredValue(Network));

    private static int RefuseForm(ParseResult parsed) =>
        CommandRunner.Refuse($"{parsed.GetRequiredValue(Network)} is no network; write 203.0.113.7, 203.0.113.0/24 or 2001:db8::/32.");
}
