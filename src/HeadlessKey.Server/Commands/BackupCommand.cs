using System.CommandLine;
using HeadlessKey.Backup;

namespace HeadlessKey.Server.Commands;

/// <summary><c>headlesskey backup FILE</c>: everything that must not be lost, encrypted with a passphrase.</summary>
internal static class BackupCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "Where to." };
        var force = new Option<bool>("--force") { Description = "Write over a file that is there." };
        var command = new Command("backup", "Back up the running server. The passphrase comes from a prompt or standard input.") { file, force };
        command.SetAction((parsed, cancellationToken) => CommandRunner.WithServicesAsync(parsed, async (services, token) =>
        {
            var path = parsed.GetRequiredValue(file);
            if (File.Exists(path) && !parsed.GetValue(force))
            {
                return CommandRunner.Refuse($"{path} is there already. Choose another name, or say --force.");
            }

            var passphrase = PasswordPrompt.Read("Passphrase: ");
            if (passphrase.Length < BackupMaker.ShortestPassphrase)
            {
                return CommandRunner.Refuse($"The passphrase needs at least {BackupMaker.ShortestPassphrase} characters: whoever has the file may guess for ever.");
            }

            // Under another name until it is complete, so that what has the name is whole.
            var backup = services.GetRequiredService<BackupMaker>();
            var draft = path + ".part";
            try
            {
                await using (var output = OwnersFile.Create(draft))
                {
                    await Progress.ShowAsync("Backing up", backup.TryWriteAsync(output, passphrase, by: null, token));
                    output.Flush(flushToDisk: true);
                }

                File.Move(draft, path, overwrite: true);
            }
            finally
            {
                File.Delete(draft);
            }

            Console.WriteLine(backup.HoldsDatabase
                ? $"The database and the master key are in {path}. Only the passphrase opens it."
                : $"The master key is in {path}. The database is not: take pg_dump for it, and keep both.");
            return CommandRunner.Done;
        }, cancellationToken));
        return command;
    }
}
