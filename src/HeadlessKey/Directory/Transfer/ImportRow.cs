namespace HeadlessKey.Directory.Transfer;

/// <summary>A row of the file: its number, as a spreadsheet counts, and the cells that are taken over. Null: it cannot be read.</summary>
internal sealed record ImportRow(long Number, IReadOnlyDictionary<ImportColumn, string>? Cells)
{
    public string this[ImportColumn column] => Cells!.TryGetValue(column, out var cell) ? cell.Trim() : string.Empty;

    public bool Has(ImportColumn column) => Cells!.ContainsKey(column);

    // It may hold a hash.
    private bool PrintMembers(System.Text.StringBuilder builder)
    {
        builder.Append(Number);
        return true;
    }
}
