using System.Security.Cryptography;
using System.Text;

namespace HeadlessKey.Backup;

/// <summary>
/// What a backup is encrypted with, made from the passphrase (PBKDF2-HMAC-SHA512, RFC 8018). The second half only tells a wrong passphrase
/// from a damaged file; nothing of the first can be worked out from it.
/// </summary>
internal sealed class BackupKey : IDisposable
{
    public const int SaltBytes = 32;
    public const int CheckBytes = 32;
    private const int KeyBytes = 32;

    private readonly byte[] key;

    public BackupKey(string passphrase, ReadOnlySpan<byte> salt, int iterations)
    {
        var derived = Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(passphrase), salt, iterations, HashAlgorithmName.SHA512, KeyBytes + CheckBytes);
        key = derived[..KeyBytes];
        Check = derived[KeyBytes..];
        Cipher = new AesGcm(key, AesGcm.TagByteSizes.MaxSize);
    }

    public AesGcm Cipher { get; }

    public byte[] Check { get; }

    public void Dispose()
    {
        Cipher.Dispose();
        CryptographicOperations.ZeroMemory(key);
    }
}
