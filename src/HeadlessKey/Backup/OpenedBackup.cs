using System.Security.Cryptography;

namespace HeadlessKey.Backup;

/// <summary>Opens a backup into files beside where they belong. Only when all of it has proven genuine do they count for anything.</summary>
internal static class OpenedBackup
{
    /// <summary>Writes the database out, if there is one, and returns the master key.</summary>
    /// <param name="input">The backup.</param>
    /// <param name="passphrase">What opens it.</param>
    /// <param name="createDatabase">Makes the file for the database.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="BackupException">The passphrase is wrong, or the file is damaged; whatever was written is to be thrown away.</exception>
    public static async Task<(byte[] MasterKey, bool HasDatabase)> ReadAsync(
        Stream input, string passphrase, Func<Stream> createDatabase, CancellationToken cancellationToken)
    {
        var (header, key) = await BackupHeader.ReadAsync(input, passphrase, cancellationToken);
        using (key)
        {
            byte[]? masterKey = null;
            long left = 0;
            Stream? database = null;
            try
            {
                await SealedChunks.ReadAsync(
                    input,
                    header,
                    key,
                    async chunk =>
                    {
                        if (masterKey is null)
                        {
                            // The head fits into the first chunk, or it is no backup.
                            (masterKey, left) = chunk.Length >= BackupContent.HeadBytes
                                ? BackupContent.ReadHead(chunk.Span[..BackupContent.HeadBytes])
                                : throw new BackupException("The backup is damaged. Nothing was restored.");
                            chunk = chunk[BackupContent.HeadBytes..];
                            database = left > 0 ? createDatabase() : null;
                        }

                        left -= chunk.Length;
                        if (database is not null)
                        {
                            await database.WriteAsync(chunk, cancellationToken);
                        }
                    },
                    cancellationToken);
                if (left != 0)
                {
                    CryptographicOperations.ZeroMemory(masterKey);
                    throw new BackupException("The backup is damaged. Nothing was restored.");
                }

                return (masterKey!, database is not null);
            }
            finally
            {
                if (database is not null)
                {
                    await database.DisposeAsync();
                }
            }
        }
    }
}
