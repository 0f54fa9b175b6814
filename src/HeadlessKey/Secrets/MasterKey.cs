using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace HeadlessKey.Secrets;

/// <summary>
/// The one secret that lives outside the database. What is secret in the database is encrypted or keyed under it, so that
/// a stolen dump opens nothing. Each purpose gets a key of its own (HKDF, RFC 5869).
/// </summary>
internal sealed class MasterKey
{
    public const int Bytes = 32;
    private const string Purpose = "headlesskey/v1/";
    private const string Prefix = "v1.";

    private readonly byte[] secret;

    public MasterKey(byte[] secret)
    {
        if (secret.Length != Bytes)
        {
            throw new StartupException($"The master key must be {Bytes} bytes in base64, but it has {secret.Length}.");
        }

        this.secret = secret;
    }

    /// <summary>The key itself, for a backup.</summary>
    public byte[] Export() => [.. secret];

    /// <summary>A key for one purpose and one context, such as a session's salt.</summary>
    public byte[] Derive(string purpose, ReadOnlySpan<byte> context = default) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, Bytes, context.ToArray(), Encoding.UTF8.GetBytes(Purpose + purpose));

    /// <summary>
    /// A keyed hash of a text that is too short, or too well known, to be hidden by a hash alone (HMAC-SHA256, RFC 2104). The same text
    /// gives the same hash for one purpose, and another one for the next.
    /// </summary>
    public string Digest(string purpose, string text) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Derive(purpose), Encoding.UTF8.GetBytes(text)));

    /// <summary>
    /// Encrypts with AES-256-GCM (NIST SP 800-38D). The ciphertext opens only under the same name: moved to another row, it fails.
    /// </summary>
    public string Seal(ReadOnlySpan<byte> plaintext, string name)
    {
        var sealedBytes = new byte[AesGcm.NonceByteSizes.MaxSize + plaintext.Length + AesGcm.TagByteSizes.MaxSize];
        var (nonce, ciphertext, tag) = Split(sealedBytes);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(Derive("seal"), AesGcm.TagByteSizes.MaxSize);
        aes.Encrypt(nonce, plaintext, ciphertext, tag, Encoding.UTF8.GetBytes(name));
        return Prefix + Base64Url.EncodeToString(sealedBytes);
    }

    /// <summary>Decrypts what <see cref="Seal"/> made under the same name.</summary>
    /// <exception cref="CryptographicException">Another master key, another name, or altered bytes.</exception>
    public byte[] Open(string sealedText, string name)
    {
        if (!sealedText.StartsWith(Prefix, StringComparison.Ordinal) || !Base64Url.IsValid(sealedText.AsSpan(Prefix.Length)))
        {
            throw new CryptographicException("The sealed text is damaged or of an unknown version.");
        }

        var sealedBytes = Base64Url.DecodeFromChars(sealedText.AsSpan(Prefix.Length));
        var (nonce, ciphertext, tag) = Split(sealedBytes);
        var plaintext = new byte[ciphertext.Length];
        using var aes = new AesGcm(Derive("seal"), AesGcm.TagByteSizes.MaxSize);
        aes.Decrypt(nonce, ciphertext, tag, plaintext, Encoding.UTF8.GetBytes(name));
        return plaintext;
    }

    private static SealedParts Split(byte[] sealedBytes)
    {
        var nonce = AesGcm.NonceByteSizes.MaxSize;
        var tag = AesGcm.TagByteSizes.MaxSize;
        if (sealedBytes.Length < nonce + tag)
        {
            throw new CryptographicException("The sealed text is too short.");
        }

        return new SealedParts(
            sealedBytes.AsSpan(0, nonce), sealedBytes.AsSpan(nonce, sealedBytes.Length - nonce - tag), sealedBytes.AsSpan(sealedBytes.Length - tag));
    }

    private readonly ref struct SealedParts(Span<byte> nonce, Span<byte> ciphertext, Span<byte> tag)
    {
        private readonly Span<byte> nonce = nonce;
        private readonly Span<byte> ciphertext = ciphertext;
        private readonly Span<byte> tag = tag;

        public void Deconstruct(out Span<byte> nonce, out Span<byte> ciphertext, out Span<byte> tag)
        {
            nonce = this.nonce;
            ciphertext = this.ciphertext;
            tag = this.tag;
        }
    }
}
