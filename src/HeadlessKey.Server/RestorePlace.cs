using System.Globalization;
using HeadlessKey.Backup;
using HeadlessKey.Secrets;
using HeadlessKey.Server.Commands;
using HeadlessKey.Sqlite;

namespace HeadlessKey.Server;

/// <summary>
/// Where a restored database and master key belong. They are written beside it, looked at, and only then given their names; what had the
/// names is kept.
/// </summary>
internal sealed class RestorePlace
{
    // What stands in the log beside a database belongs to that database and to no other.
    private static readonly string[] Logs = ["-wal", "-shm", "-journal"];

    private readonly string keyPath;
    private readonly string? databasePath;
    private readonly string? configuredKey;
    private readonly List<string> kept = [];

    private RestorePlace(string keyPath, string? databasePath, string? configuredKey)
    {
        this.keyPath = keyPath;
        this.databasePath = databasePath;
        this.configuredKey = configuredKey;
    }

    /// <summary>What is there already.</summary>
    public IReadOnlyList<string> Existing =>
        [.. new[] { databasePath, configuredKey is null ? keyPath : null }.OfType<string>().Where(File.Exists)];

    /// <summary>Under which names what was there is kept now.</summary>
    public IReadOnlyList<string> Kept => kept;

    public static RestorePlace Of(StorageOptions storage) => new(
        Path.GetFullPath(Path.Combine(storage.DataFolder, MasterKeyFile.Name)),
        storage.Engine == "sqlite" ? HeadlessKeySqliteFile.PathOf(storage) : null,
        string.IsNullOrEmpty(storage.MasterKey) ? null : storage.MasterKey);

    /// <summary>Restores all of it or nothing. False: there was no database in it.</summary>
    /// <param name="input">The backup.</param>
    /// <param name="passphrase">What opens it.</param>
    /// <param name="prepareAsync">Makes the database, in the file of that name and with that master key, fit to be used again.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<bool> RestoreAsync(
        Stream input, string passphrase, Func<string, string, Task> prepareAsync, CancellationToken cancellationToken)
    {
        System.IO.Directory.CreateDirectory(Path.GetDirectoryName(keyPath)!);
        var draft = RandomId.Handle();
        var newDatabase = $"{databasePath ?? keyPath}.restoring-{draft}";
        var newKey = $"{keyPath}.restoring-{draft}";
        try
        {
            var (masterKey, hasDatabase) = await OpenedBackup.ReadAsync(input, passphrase, () => OwnersFile.Create(newDatabase), cancellationToken);
            Check(masterKey, hasDatabase, newDatabase);
            if (hasDatabase)
            {
                await prepareAsync(newDatabase, Convert.ToBase64String(masterKey));
                if (Logs.Select(log => new FileInfo(newDatabase + log)).Any(log => log is { Exists: true, Length: > 0 }))
                {
                    throw new BackupException("The restored database could not be closed. Nothing was restored.");
                }
            }

            if (configuredKey is null)
            {
                await using var key = OwnersFile.Create(newKey);
                await key.WriteAsync(System.Text.Encoding.ASCII.GetBytes(Convert.ToBase64String(masterKey) + "\n"), cancellationToken);
                key.Flush(flushToDisk: true);
            }

            // From here on it takes a few renames. The database goes first and comes last: a key without a database is no harm.
            if (hasDatabase)
            {
                Keep(databasePath!);
                Array.ForEach(Logs, log => Keep(databasePath + log));
            }

            if (configuredKey is null)
            {
                Keep(keyPath);
                File.Move(newKey, keyPath);
            }

            if (hasDatabase)
            {
                File.Move(newDatabase, databasePath!);
            }

            return hasDatabase;
        }
        finally
        {
            File.Delete(newDatabase);
            Array.ForEach(Logs, log => File.Delete(newDatabase + log));
            File.Delete(newKey);
        }
    }

    private void Check(byte[] masterKey, bool hasDatabase, string newDatabase)
    {
        if (hasDatabase && databasePath is null)
        {
            throw new BackupException("This backup holds a SQLite database, but HeadlessKey:Storage:Engine is postgresql. Nothing was restored.");
        }

        if (!hasDatabase && databasePath is not null)
        {
            throw new BackupException("This backup holds the master key alone, of a server on PostgreSQL, but HeadlessKey:Storage:Engine is sqlite. Nothing was restored.");
        }

        if (hasDatabase && DatabaseCopy.FindFault(newDatabase) is { } fault)
        {
            throw new BackupException($"The database in this backup is not whole: {fault} Nothing was restored.");
        }

        if (configuredKey is not null && configuredKey.Trim() != Convert.ToBase64String(masterKey))
        {
            throw new BackupException("HeadlessKey:Storage:MasterKey is another key than the one in this backup. Remove the setting, or set it to the right key. Nothing was restored.");
        }
    }

    private void Keep(string path)
    {
        if (File.Exists(path))
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"{path}.before-{File.GetLastWriteTimeUtc(path):yyyyMMddHHmmss}-{RandomId.Handle()[..4]}");
            File.Move(path, name);
            kept.Add(name);
        }
    }
}
