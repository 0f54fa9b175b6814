using System.Globalization;
using HeadlessKey.Directory.Transfer;

namespace HeadlessKey.Server.Commands;

/// <summary>Counts what became of the rows, and writes the refused ones and the new ids into files where they are wanted.</summary>
internal sealed class ImportReport(string? refusedFile, string? mapFile) : IDisposable
{
    private const int MostShown = 10;

    private readonly StreamWriter? refused = Open(refusedFile, "row", "login", "reason", "text");
    private readonly StreamWriter? map = Open(mapFile, "old_id", "new_id");
    private readonly List<string> shown = [];

    public long Rows => Created + AlreadyThere + Refused;

    public long Created { get; private set; }

    public long AlreadyThere { get; private set; }

    public long Refused { get; private set; }

    public long WithoutPassword { get; private set; }

    public void Add(ImportOutcome outcome)
    {
        switch (outcome)
        {
            case ImportOutcome.Created created:
                Created++;
                WithoutPassword += created.HasPassword ? 0 : 1;
                AddToMap(created.OldId, created.UserId);
                break;
            case ImportOutcome.AlreadyThere there:
                AlreadyThere++;
                AddToMap(there.OldId, there.UserId);
                break;
            case ImportOutcome.Refused row:
                Refused++;
                refused?.Write(CsvLine.Of(Text(row.Row), row.Login, row.Reason, row.Text));
                if (refused is null && shown.Count < MostShown)
                {
                    shown.Add($"  row {row.Row}, {(row.Login.Length == 0 ? "no login" : row.Login)}: {row.Reason}: {row.Text}");
                }

                break;
        }
    }

    /// <summary>Says on standard error which rows were refused, unless a file says it.</summary>
    public void ShowRefused()
    {
        shown.ForEach(Console.Error.WriteLine);
        if (refused is null && Refused > shown.Count)
        {
            Console.Error.WriteLine($"  … and {Refused - shown.Count:N0} more; --report FILE lists them all.");
        }
    }

    public void Dispose()
    {
        refused?.Dispose();
        map?.Dispose();
    }

    private void AddToMap(string oldId, long newId) => map?.Write(CsvLine.Of(oldId, newId == 0 ? string.Empty : Text(newId)));

    private static StreamWriter? Open(string? path, params string[] columns)
    {
        if (path is null)
        {
            return null;
        }

        var writer = new StreamWriter(OwnersFile.Create(path));
        writer.Write(CsvLine.Of(columns));
        return writer;
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
