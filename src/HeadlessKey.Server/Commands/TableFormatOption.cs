using System.CommandLine;
using HeadlessKey.Directory.Transfer;

namespace HeadlessKey.Server.Commands;

/// <summary><c>--format</c>: how a file of users is written; without it, the file's name says so.</summary>
internal static class TableFormatOption
{
    public static Option<string?> Create() => new Option<string?>("--format")
    {
        Description = "csv, json (one array) or jsonl (one object a line). Default: what the file's name ends in, or csv.",
        HelpName = "FORMAT",
    }.AcceptOnlyFromAmong("csv", "json", "jsonl");

    public static TableFormat Of(string? given, string? file) => (given ?? Path.GetExtension(file)?.TrimStart('.').ToLowerInvariant()) switch
    {
        "json" => TableFormat.Json,
        "jsonl" or "ndjson" => TableFormat.JsonLines,
        _ => TableFormat.Csv,
    };
}
