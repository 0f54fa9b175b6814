using System.CommandLine;
using HeadlessKey.ActivityLog;
using HeadlessKey.Directory.Transfer;

namespace HeadlessKey.Server.Commands;

/// <summary><c>headlesskey activity export [FILE]</c>: events for other programs.</summary>
internal static class ActivityExportCommand
{
    private static readonly Argument<string?> File = new("FILE")
    {
        Description = "Where to; default: standard output.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private static readonly Option<string?> Format = new Option<string?>("--format")
    {
        Description = "csv or jsonl (one object a line). Default: what the file's name ends in, or csv.",
        HelpName = "FORMAT",
    }.AcceptOnlyFromAmong("csv", "jsonl");

    public static Command Create()
    {
        var command = new Command("export", "Write events into a file, oldest first.") { File, Format };
        foreach (var option in ActivityFilter.All)
        {
            command.Add(option);
        }

        command.SetAction((parsed, cancellationToken) => CommandRunner.WithServicesAsync(parsed, async (services, token) =>
        {
            var (query, fault) = await ActivityFilter.ReadAsync(services, parsed, token);
            if (query is null)
            {
                return CommandRunner.Refuse(fault!);
            }

            var path = parsed.GetValue(File);
            var format = TableFormatOption.Of(parsed.GetValue(Format), path) == TableFormat.Csv ? TableFormat.Csv : TableFormat.JsonLines;
            var export = services.GetRequiredService<ActivityExport>();
            query = query with { OldestFirst = true };
            await export.RecordAsync(format);
            if (path is null)
            {
                await using var output = Console.OpenStandardOutput();
                await export.RunAsync(output, query, format, static _ => { }, token);
                return CommandRunner.Done;
            }

            var progress = new RowProgress("Exporting");
            var written = await OwnersFile.WriteWholeAsync(path, file => export.RunAsync(file, query, format, rows => progress.Show(done: null, rows), token));
            progress.End();
            Console.WriteLine($"Exported {written:N0} events to {path}.");
            return CommandRunner.Done;
        }, cancellationToken));
        return command;
    }
}
