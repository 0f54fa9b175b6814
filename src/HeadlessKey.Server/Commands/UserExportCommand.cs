using System.CommandLine;
using HeadlessKey.Directory.Transfer;

namespace HeadlessKey.Server.Commands;

/// <summary><c>headlesskey user export [FILE]</c>: all accounts, in a form that an import takes.</summary>
internal static class UserExportCommand
{
    private static readonly Argument<string?> File = new("FILE")
    {
        Description = "Where to; default: standard output.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private static readonly Option<string?> Format = TableFormatOption.Create();
    private static readonly Option<bool> WithHashes = new("--with-hashes") { Description = "Give out the password hashes too. Keep such a file like the passwords themselves." };

    public static Command Create()
    {
        var command = new Command("export", "Write all accounts into a file.") { File, Format, WithHashes };
        command.SetAction((parsed, cancellationToken) => CommandRunner.WithServicesAsync(parsed, async (services, token) =>
        {
            var path = parsed.GetValue(File);
            var export = services.GetRequiredService<UserExport>();
            var settings = new ExportSettings(TableFormatOption.Of(parsed.GetValue(Format), path), parsed.GetValue(WithHashes));
            if (path is null)
            {
                await using var output = Console.OpenStandardOutput();
                await export.RunAsync(output, settings, static _ => { }, token);
                return CommandRunner.Done;
            }

            var progress = new RowProgress("Exporting");
            var written = await OwnersFile.WriteWholeAsync(path, file => export.RunAsync(file, settings, rows => progress.Show(done: null, rows), token));
            progress.End();
            Console.WriteLine($"Exported {written:N0} users to {path}.");
            return CommandRunner.Done;
        }, cancellationToken));
        return command;
    }
}
