using System.CommandLine;
using System.Text.Json;

namespace HeadlessKey.Server.Commands;

/// <summary>A list on the console: columns for people, or with <c>--json</c> an array for programs.</summary>
internal sealed class Table(params string[] columns)
{
    public static readonly Option<bool> Json = new("--json") { Description = "Print JSON." };

    private readonly List<string[]> rows = [];

    public void Add(params string[] cells) => rows.Add(cells);

    public void Print(ParseResult parsed)
    {
        if (parsed.GetValue(Json))
        {
            PrintJson();
            return;
        }

        var widths = columns.Select((column, i) => rows.Select(row => row[i].Length).Append(column.Length).Max()).ToArray();
        foreach (var row in rows.Prepend(columns))
        {
            Console.WriteLine(string.Join("  ", row.Select((cell, i) => cell.PadRight(widths[i]))).TrimEnd());
        }
    }

    private void PrintJson()
    {
        using var output = Console.OpenStandardOutput();
        using var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true });
        json.WriteStartArray();
        foreach (var row in rows)
        {
            json.WriteStartObject();
            for (var i = 0; i < columns.Length; i++)
            {
                json.WriteString(columns[i].ToLowerInvariant().Replace(' ', '_'), row[i]);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.Flush();
        output.WriteByte((byte)'\n');
    }
}
