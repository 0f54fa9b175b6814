namespace HeadlessKey.Directory.Transfer;

/// <summary>What an import does with what the file says.</summary>
/// <param name="Roles">The roles of those who bring none.</param>
/// <param name="KeepRoles">The file's roles are taken. Off by default: an import must not make administrators by itself.</param>
/// <param name="Verified">Whether addresses count as proven; null: as the file says, and where it says nothing, yes.</param>
/// <param name="DryRun">Everything is checked and nothing written.</param>
internal sealed record ImportSettings(IReadOnlyList<string> Roles, bool KeepRoles, bool? Verified, bool DryRun);
