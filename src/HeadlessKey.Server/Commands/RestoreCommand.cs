using System.CommandLine;
using HeadlessKey.Backup;

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

            var restored = new RestoredDatabase(ServerArguments.From(parsed), parsed.GetValue(keep));
            bool hasDatabase;
            try
            {
                await using var input = new FileStream(parsed.GetRequiredValue(file), FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.Asynchronous);
                hasDatabase = await Progress.ShowAsync("Restoring", place.RestoreAsync(input, PasswordPrompt.ReadOnce("Passphrase: "), restored.PrepareAsync, cancellationToken));
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
                return Say(
                    """
                    Restored the master key. The database is not in this backup: put it back with pg_restore or psql.
                    It knows what it knew then, so before the server starts again, end what was ended since, and let no key verify that signed since:
                      headlesskey sessions revoke --all
                      headlesskey keys rotate --now
                      headlesskey keys list
                      headlesskey keys retire KID --drop     (each key but the new one)
                    """);
            }

            if (restored.SecretIsConfigured)
            {
                Console.WriteLine("HeadlessKey:SecretKey signs: set another one before the server starts, or access tokens from before are good until they expire.");
            }

            return Say(parsed.GetValue(keep) ? "Restored, with a new signing key." : $"Restored with a new signing key, and signed everybody out ({restored.Ended} sessions).");
        });
        return command;
    }

    private static async Task<RestorePlace> FindPlaceAsync(ParseResult parsed)
    {
        await using var app = ServerHost.BuildServices(ServerArguments.From(parsed));
        return RestorePlace.Of(app.Services.GetRequiredService<HeadlessKeyOptions>().Storage);
    }

    private static int Say(string text)
    {
        Console.WriteLine(text);
        return CommandRunner.Done;
    }
}
