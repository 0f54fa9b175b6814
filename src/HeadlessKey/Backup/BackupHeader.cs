using System.Buffers.Binary;
using System.Security.Cryptography;

namespace HeadlessKey.Backup;

/// <summary>
/// The beginning of a backup file: what it is, and how its key is made. It is no secret, but it is authenticated with every chunk.
/// </summary>
/// <param name="Iterations">The rounds of the key's making.</param>
/// <param name="Salt">Makes the key one of its own, whatever the passphrase.</param>
/// <param name="Check">Tells a wrong passphrase.</param>
internal sealed record BackupHeader(int Iterations, byte[] Salt, byte[] Check)
{
    /// <summary>The rounds of new files.</summary>
    public const int DefaultIterations = 1_000_000;

    private const int LeastIterations = 210_000;
    private const int MostIterations = 10_000_000; // a file may not keep its reader busy for hours
    private const int Length = 8 + 1 + 4 + BackupKey.SaltBytes + BackupKey.CheckBytes;

    private static ReadOnlySpan<byte> Magic => "HKBACKUP"u8;

    private const byte Version = 1;

    /// <summary>A header for a new file, and the key that goes with it.</summary>
    public static (BackupHeader Header, BackupKey Key) Create(string passphrase)
    {
        var salt = RandomNumberGenerator.GetBytes(BackupKey.SaltBytes);
        var key = new BackupKey(passphrase, salt, DefaultIterations);
        return (new BackupHeader(DefaultIterations, salt, key.Check), key);
    }

    /// <summary>Reads a header and makes the key.</summary>
    /// <exception cref="BackupException">It is no backup, or another passphrase's.</exception>
    public static async Task<(BackupHeader Header, BackupKey Key)> ReadAsync(Stream input, string passphrase, CancellationToken cancellationToken)
    {
        var bytes = new byte[Length];
        if (await input.ReadAtLeastAsync(bytes, Length, throwOnEndOfStream: false, cancellationToken) < Length || !bytes.AsSpan(0, 8).SequenceEqual(Magic))
        {
            throw new BackupException("This is no backup of HeadlessKey.");
        }

        var iterations = BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(9));
        if (bytes[8] != Version || iterations is < LeastIterations or > MostIterations)
        {
            throw new BackupException("This backup was made by another version, or it is damaged.");
        }

        var header = new BackupHeader(iterations, bytes[13..(13 + BackupKey.SaltBytes)], bytes[(13 + BackupKey.SaltBytes)..]);
        var key = new BackupKey(passphrase, header.Salt, iterations);
        if (CryptographicOperations.FixedTimeEquals(key.Check, header.Check))
        {
            return (header, key);
        }

        key.Dispose();
        throw new BackupException("The passphrase is wrong.");
    }

    public byte[] ToBytes()
    {
        var bytes = new byte[Length];
        Magic.CopyTo(bytes);
        bytes[8] = Version;
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(9), Iterations);
        Salt.CopyTo(bytes, 13);
        Check.CopyTo(bytes, 13 + Salt.Length);
        return bytes;
    }
}
