using System.CommandLine;
using HeadlessKey.Http;
using HeadlessKey.SigningKeys;

namespace HeadlessKey.Server.Commands;

/// <summary><c>headlesskey keys …</c>: the keys that sign.</summary>
internal static class KeysCommand
{
    private static readonly Option<bool> Soon = new("--now") { Description = "Sign with it as soon as every node can know it, not after the announce time." };

    public static Command Create() => new("keys", "List, rotate, import and retire signing keys.") { List(), Rotate(), Import(), Retire() };

    private static Command List()
    {
        var command = new Command("list", "List the keys and where each stands.") { Table.Json };
        command.SetAction((parsed, cancellationToken) => CommandRunner.WithServicesAsync(parsed, (services, _) =>
        {
            var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
            var table = new Table("Kid", "Algorithm", "State", "Origin", "Signs from", "Signs until", "Verifies until");
            foreach (var key in services.GetRequiredService<KeyRing>().Live)
            {
                table.Add(
                    key.Kid, key.Algorithm, key.StateAt(now).ToString().ToLowerInvariant(), key.Origin, ApiTime.Format(key.ActivatesAt),
                    When(key.RetiresAt), When(key.DropsAt));
            }

            table.Print(parsed);
            return Task.FromResult(CommandRunner.Done);
        }, cancellationToken));
        return command;
    }

    private static Command Rotate()
    {
        var algorithm = Algorithm();
        algorithm.Description = "The new key's algorithm; default: as the newest key.";
        var command = new Command("rotate", "Announce a new key that takes over; no valid token is refused.") { algorithm, Soon };
        command.SetAction((parsed, cancellationToken) => CommandRunner.WithServicesAsync(parsed, async (services, token) =>
        {
            var options = services.GetRequiredService<HeadlessKeyOptions>();
            if (options.SecretKey is not null)
            {
                return CommandRunner.Refuse("HeadlessKey:SecretKey signs while it is set. Change it there, or remove it.");
            }

            var wanted = parsed.GetValue(algorithm) ?? options.Keys.Algorithm ?? services.GetRequiredService<KeyRing>().Live[^1].Algorithm;
            if (options.Keys.Algorithm is { } configured && !string.Equals(configured, wanted, StringComparison.Ordinal))
            {
                return CommandRunner.Refuse($"HeadlessKey:Keys:Algorithm is {configured}. Change it there, or the next start goes back to it.");
            }

            return Announce(await Progress.ShowAsync(
                $"Making a key for {wanted}",
                Task.Run(() => services.GetRequiredService<KeyRotation>().RotateAsync(wanted, parsed.GetValue(Soon), token), token)));
        }, cancellationToken));
        return command;
    }

    private static Command Import()
    {
        var file = new Argument<FileInfo>("FILE") { Description = "A PEM private key, or for HS256 the secret as text." };
        var algorithm = Algorithm();
        algorithm.Required = true;
        var command = new Command("import", "Announce a key of your own.") { file, algorithm, Soon };
        command.SetAction((parsed, cancellationToken) => CommandRunner.WithServicesAsync(parsed, async (services, token) =>
        {
            var path = parsed.GetRequiredValue(file);
            var material = KeyMaterial.FromFile(parsed.GetValue(algorithm)!, await File.ReadAllTextAsync(path.FullName, token), path.Name);
            return Announce(await services.GetRequiredService<KeyRotation>().ImportAsync(material, parsed.GetValue(Soon), token));
        }, cancellationToken));
        return command;
    }

    private static Command Retire()
    {
        var kid = new Argument<string>("KID");
        var drop = new Option<bool>("--drop") { Description = "It leaked: refuse its tokens at once." };
        var command = new Command("retire", "Take a key out at once: it signs no more.") { kid, drop };
        command.SetAction((parsed, cancellationToken) => CommandRunner.WithServicesAsync(parsed, async (services, token) =>
        {
            var name = parsed.GetRequiredValue(kid);
            if (!await services.GetRequiredService<KeyRotation>().RetireAsync(name, parsed.GetValue(drop), token))
            {
                return CommandRunner.Refuse($"There is no key {name}, or no other that could sign. Run first: headlesskey keys rotate");
            }

            Console.WriteLine(parsed.GetValue(drop) ? "Dropped: its tokens are refused from now on." : "Retired: it verifies until its last token has expired.");
            return CommandRunner.Done;
        }, cancellationToken));
        return command;
    }

    private static Option<string?> Algorithm()
    {
        var option = new Option<string?>("--alg") { HelpName = "ALG" };
        option.AcceptOnlyFromAmong([.. SigningAlgorithm.All]);
        return option;
    }

    private static int Announce(SigningKey key)
    {
        Console.WriteLine($"Announced {key.Kid} ({key.Algorithm}). It signs from {ApiTime.Format(key.ActivatesAt)}.");
        return CommandRunner.Done;
    }

    private static string When(DateTimeOffset? time) => time is { } known ? ApiTime.Format(known) : "-";
}
