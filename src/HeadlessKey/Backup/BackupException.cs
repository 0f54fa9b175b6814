namespace HeadlessKey.Backup;

/// <summary>A backup that cannot be read, in a line for the operator.</summary>
internal sealed class BackupException(string message) : Exception(message);
