using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using HeadlessKey.ActivityLog;
using HeadlessKey.Http;

namespace HeadlessKey.Server.Commands;

/// <summary><c>headlesskey activity verify</c>: whether the record is what was written.</summary>
internal static class ActivityVerifyCommand
{
    private const int LongestWhat = 300;

    public static Command Create()
    {
        var anchor = new Option<FileInfo?>("--anchor") { Description = "A file with anchors that were kept elsewhere: what was cut off the end is found only by them.", HelpName = "FILE" };
        var command = new Command("verify", "Check the seals: has anything been changed, removed, moved or added? Exits with 1 if so.") { anchor, Table.Json };
        command.SetAction((parsed, cancellationToken) => CommandRunner.WithServicesAsync(parsed, async (services, token) =>
        {
            var anchors = new List<SealAnchor>();
            if (parsed.GetValue(anchor) is { } file)
            {
                await foreach (var line in File.ReadLinesAsync(file.FullName, token))
                {
                    anchors.AddRange(SealAnchor.In(line));
                }

                if (anchors.Count == 0)
                {
                    return CommandRunner.Refuse($"There is no anchor in {file.Name}. One looks like seal.v1.12.3456.…");
                }
            }

            var progress = new RowProgress("Checking");
            var report = await services.GetRequiredService<SealVerifier>().RunAsync(anchors, rows => progress.Show(done: null, rows), token);
            progress.End();
            if (parsed.GetValue(Table.Json))
            {
                PrintJson(report);
            }
            else
            {
                Print(parsed, report);
            }

            return report.Findings.Count == 0 ? CommandRunner.Done : CommandRunner.Refuse($"The activity log is not as it was sealed: {Plural.Of(report.Findings.Count, "finding")}.");
        }, cancellationToken));
        return command;
    }

    private static void Print(ParseResult parsed, SealReport report)
    {
        Console.WriteLine($"Checked {report.Seals:N0} seals over {report.Rows:N0} events, and {report.Anchors:N0} anchors.");
        if (report.BeganAt is { } began)
        {
            Console.WriteLine($"The first of these seals is of {ApiTime.Format(began)}.");
        }

        Console.WriteLine($"Not sealed yet: {report.Unsealed:N0} events.");
        if (report.PrunedId > 0)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Removed for their age: all up to id {report.PrunedId}."));
        }

        if (report.Findings.Count == 0)
        {
            Console.WriteLine("All of them are as they were sealed.");
            return;
        }

        var table = new Table("From id", "To id", "What");
        foreach (var finding in report.Findings)
        {
            table.Add(Text(finding.FirstId), finding.LastId is { } last ? Text(last) : "the end", CleanText.Cut(finding.What, LongestWhat) ?? "-");
        }

        table.Print(parsed);
    }

    private static void PrintJson(SealReport report)
    {
        using var output = Console.OpenStandardOutput();
        using var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true });
        json.WriteStartObject();
        json.WriteNumber("seals", report.Seals);
        json.WriteNumber("events", report.Rows);
        json.WriteNumber("not_sealed_yet", report.Unsealed);
        json.WriteNumber("removed_up_to_id", report.PrunedId);
        json.WriteNumber("anchors", report.Anchors);
        json.WriteStartArray("findings");
        foreach (var finding in report.Findings)
        {
            json.WriteStartObject();
            json.WriteString("what", finding.What);
            json.WriteNumber("from_id", finding.FirstId);
            if (finding.LastId is { } last)
            {
                json.WriteNumber("to_id", last);
            }
            else
            {
                json.WriteNull("to_id");
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        output.WriteByte((byte)'\n');
    }

    private static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);
}
