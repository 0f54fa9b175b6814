using HeadlessKey.Events;
using HeadlessKey.Secrets;
using HeadlessKey.Storage;
using Microsoft.Extensions.Hosting;

namespace HeadlessKey.Backup;

/// <summary>Makes backups of the running server: the database as it is at one moment, and the master key, encrypted with a passphrase.</summary>
internal sealed class BackupMaker(SqlDialect dialect, Database database, MasterKey masterKey, SecurityEventLog events, HeadlessKeyOptions options, TimeProvider time)
    : IHostedService, IDisposable
{
    /// <summary>The least length of a passphrase: the file may lie where nobody limits the guesses.</summary>
    public const int ShortestPassphrase = 12;

    private const string CopyPrefix = "backup-";
    private const string CopySuffix = ".tmp";

    // No backup takes that long. The command line may be making one just now.
    private static readonly TimeSpan LeftBehindAfter = TimeSpan.FromHours(6);

    private readonly SemaphoreSlim one = new(1, 1);

    /// <summary>Whether the database is part of it; else it is the master key alone, and the database's own tools make the rest.</summary>
    public bool HoldsDatabase => dialect.CanCopy;

    /// <summary>Writes a backup. False: one is being made just now.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="passphrase">What opens it again.</param>
    /// <param name="by">Who asks for it.</param>
    /// <param name="cancellationToken">Stops it; what was written then opens nowhere.</param>
    public async Task<bool> TryWriteAsync(Stream output, string passphrase, IAuthor? by, CancellationToken cancellationToken)
    {
        if (!await one.WaitAsync(TimeSpan.Zero, cancellationToken))
        {
            return false;
        }

        // A copy beside the database, for its owner alone: it is as secret as the database, and gone when the backup is made.
        var copy = HoldsDatabase ? Path.Combine(options.Storage.DataFolder, $"{CopyPrefix}{RandomId.Handle()}{CopySuffix}") : null;
        try
        {
            await database.WriteAsync(by, async transaction =>
            {
                await events.AppendAsync(transaction, SecurityEvent.BackupMade(copy is null ? "key" : "database").By(by), CancellationToken.None);
                return true;
            });
            if (copy is not null)
            {
                await Task.Run(() => dialect.CopyTo(copy), cancellationToken);
            }

            var (header, key) = await Task.Run(() => BackupHeader.Create(passphrase), cancellationToken);
            using (key)
            {
                await using var content = copy is null ? null : new FileStream(copy, FileMode.Open, FileAccess.Read, FileShare.None, bufferSize: 0, FileOptions.Asynchronous);
                await using var all = new ChainedStream(BackupContent.WriteHead(masterKey.Export(), content?.Length ?? 0), content);
                await SealedChunks.WriteAsync(output, header, key, all, cancellationToken);
                await output.FlushAsync(cancellationToken);
            }

            return true;
        }
        finally
        {
            if (copy is not null)
            {
                File.Delete(copy);
            }

            one.Release();
        }
    }

    /// <summary>Removes copies that a server left behind which was killed in the middle: they can be read without a passphrase.</summary>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (HoldsDatabase && System.IO.Directory.Exists(options.Storage.DataFolder))
        {
            foreach (var copy in new DirectoryInfo(options.Storage.DataFolder).EnumerateFiles($"{CopyPrefix}*{CopySuffix}*"))
            {
                if (time.GetUtcNow().UtcDateTime - copy.LastWriteTimeUtc > LeftBehindAfter)
                {
                    copy.Delete();
                }
            }
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => one.Dispose();
}
