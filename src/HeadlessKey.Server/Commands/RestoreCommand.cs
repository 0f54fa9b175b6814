using System.CommandLine;
using HeadlessKey.Backup;
using HeadlessKey.Storage;
using HeadlessKey.Tokens;

namespace HeadlessKey.Server.Commands;

/// <summary><c>headlesskey restore FILE</c>: puts a backup in its place, whole or not at all.</summary>
internal static class RestoreCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "The backup." };
        var force = new Option<bool>("--force") { Description = "Put it in the place of what is there, which is kept under another name." };
        var keep = new Option<bool>("--keep-sessions") { Description = "Leave sessions alive. A backup does not know which of them have ended since." };
        var command = new Command("restore", "Put a backup in its place. Stop the server first. The passphrase comes from a prompt or standard input.") { file, force, keep };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var place = await FindPlaceAsync(parsed);
            if (place.Existing is [var there, ..] && !parsed.GetValue(force))
            {
                return CommandRunner.Refuse($"{there} is there already. Say --force to put the backup in its place; what is there is kept under another name.");
            }

            bool hasDatabase;
            try
            {
                await using var input = new FileStream(parsed.GetRequiredValue(file), FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.Asynchronous);
                hasDatabase = await Progress.ShowAsync("Restoring", place.RestoreAsync(input, PasswordPrompt.ReadOnce("Passphrase: "), cancellationToken));
            }
            catch (BackupException exception)
            {
                return CommandRunner.Refuse(exception.Message);
            }

            foreach (var kept in place.Kept)
            {
                Console.WriteLine($"What was there before is kept as {kept}.");
            }

            if (!hasDatabase)
            {
                Console.WriteLine("Restored the master key. The database is not in this backup: put it back with pg_restore or psql.");
                return CommandRunner.Done;
            }

            return parsed.GetValue(keep) ? Say("Restored.") : await EndSessionsAsync(parsed, cancellationToken);
        });
        return command;
    }

    private static async Task<RestorePlace> FindPlaceAsync(ParseResult parsed)
    {
        await using var app = ServerHost.BuildServices(ServerArguments.From(parsed));
        return RestorePlace.Of(app.Services.GetRequiredService<HeadlessKeyOptions>().Storage);
    }

    /// <summary>A restored database knows what it knew then: sessions that were ended since would be alive again.</summary>
    private static Task<int> EndSessionsAsync(ParseResult parsed, CancellationToken cancellationToken) =>
        CommandRunner.WithServicesAsync(
            parsed,
            async (services, _) =>
            {
                var ended = await services.GetRequiredService<Database>().WriteAsync(async transaction =>
                {
                    await services.GetRequiredService<Sessions.AdminSessionStore>().EndEveryoneAsync(transaction);
                    await services.GetRequiredService<Events.SecurityEventLog>().AppendAsync(
                        transaction, Events.SecurityEvent.SessionsEnded(userId: null, sessionId: null, "restored"), CancellationToken.None);
                    return await services.GetRequiredService<SessionEnder>().EndEveryoneAsync(transaction, "restored", CancellationToken.None);
                });
                return Say($"Restored, and signed everybody out ({ended.Count} sessions).");
            },
            cancellationToken);

    private static int Say(string text)
    {
        Console.WriteLine(text);
        return CommandRunner.Done;
    }
}
