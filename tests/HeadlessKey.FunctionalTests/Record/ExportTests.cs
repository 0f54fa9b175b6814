using System.Text;
using System.Text.Json;
using HeadlessKey.ActivityLog;
using HeadlessKey.Directory.Transfer;
using HeadlessKey.FunctionalTests.Attacks;
using HeadlessKey.Server.Commands;
using HeadlessKey.Testing;

namespace HeadlessKey.FunctionalTests.Record;

public sealed class ExportTests
{
    private static readonly string[] Hostile =
    [
        "=HYPERLINK(\"http://evil.test\")", "@SUM(1+1)", "+1", "-1", "\t=1+1", "a\r\n=1+1", "a\",\"=1+1", "a\u2028b", "{\"id\":1}\n{\"id\":2}", "\u001b[2J", "'=1", "</script>",
    ];

    [Theory, EveryEngine, Promise("R3")]
    public async Task Whatever_stands_in_an_event_begins_no_line_and_runs_in_no_spreadsheet(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, RecordedEvents.Quiet);
        foreach (var text in Hostile)
        {
            // Past all that cleans it on the way in: as if somebody had written it into the database.
            var literal = text.Replace("'", "''", StringComparison.Ordinal);
            await server.ExecuteAsync($"insert into security_events (at, type, outcome, user_agent, device, detail, session_id) values (0, 'login.failed', 'failure', '{literal}', '{literal}', '{literal}', '{literal}')");
        }

        var csv = new MemoryStream();
        await server.Get<ActivityExport>().RunAsync(csv, new ActivityQuery { Type = "login.failed", OldestFirst = true }, TableFormat.Csv, static _ => { }, CancellationToken.None);
        csv.Position = 0;
        var records = new List<string[]>();
        var reader = new CsvReader(new StreamReader(csv));
        while (reader.ReadRecord() is { } record)
        {
            records.Add(record);
        }

        records.Count.ShouldBe(Hostile.Length);
        records.ShouldAllBe(record => record.Length == ActivityText.Columns.Length);
        System.Text.RegularExpressions.Regex.Matches(Encoding.UTF8.GetString(csv.ToArray()), "(?<=,)\"?[=+@\t\r-]").ShouldBeEmpty();

        var lines = new MemoryStream();
        await server.Get<ActivityExport>().RunAsync(lines, new ActivityQuery { Type = "login.failed", OldestFirst = true }, TableFormat.JsonLines, static _ => { }, CancellationToken.None);
        var objects = Encoding.UTF8.GetString(lines.ToArray()).TrimEnd('\n').Split('\n');
        objects.Length.ShouldBe(Hostile.Length);
        objects.Select(line => JsonDocument.Parse(line).RootElement.GetProperty("detail").GetString()).ShouldBe(Hostile);
    }

    [Fact, Promise("R3")]
    public void Whatever_stands_in_an_event_stays_on_its_line_of_the_console()
    {
        foreach (var text in Hostile.Append("a\u202eb").Append(new string('x', 100_000)))
        {
            var row = new ActivityRow { Id = 1, At = DateTimeOffset.UnixEpoch, Type = text, Outcome = text, ActorLogin = text, SubjectLogin = text, Address = text, Detail = text };

            ActivityCommand.Cells(row).ShouldAllBe(cell => cell.Length <= 200 && !cell.Any(BreaksLines));
        }
    }

    [Theory, EveryEngine]
    public async Task A_hundred_thousand_events_leave_in_the_memory_of_a_page(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, RecordedEvents.Quiet);
        await server.FillAsync(100_000);
        var file = new CountingStream();
        GC.Collect();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var most = 0L;

        var written = await server.Get<ActivityExport>().RunAsync(
            file, new ActivityQuery { OldestFirst = true, Type = "token.refreshed" }, TableFormat.Csv,
            rows => most = rows % 10 == 0 ? Math.Max(most, GC.GetTotalMemory(forceFullCollection: rows % 30_000 == 0) - before) : most,
            CancellationToken.None);

        written.ShouldBe(90_000);
        file.Lines.ShouldBe(90_001);
        (GC.GetTotalMemory(forceFullCollection: true) - before).ShouldBeLessThan(20_000_000);
        file.LargestWrite.ShouldBeLessThan(1_000_000); // never more than a page at once
    }

    private static bool BreaksLines(char c) => char.IsControl(c) || c is '\u2028' or '\u2029' or '\u202e';

    /// <summary>Counts and forgets.</summary>
    private sealed class CountingStream : MemoryStream
    {
        public int Lines { get; private set; }

        public int LargestWrite { get; private set; }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Lines += buffer.Span.Count((byte)'\n');
            LargestWrite = Math.Max(LargestWrite, buffer.Length);
            return ValueTask.CompletedTask;
        }
    }
}
