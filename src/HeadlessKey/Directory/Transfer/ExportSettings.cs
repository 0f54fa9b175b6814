namespace HeadlessKey.Directory.Transfer;

/// <summary>What an export gives out, and how.</summary>
internal sealed record ExportSettings(TableFormat Format, bool WithHashes);
