using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace HeadlessKey.Passwords.Formats;

/// <summary>
/// ASP.NET Core Identity, in base64. Version 3: a byte 1, the hash function, the rounds and the length of the salt (big-endian), the
/// salt and the PBKDF2. Version 2: a byte 0, 16 bytes of salt, 32 bytes of PBKDF2 with SHA-1 and 1,000 rounds.
/// </summary>
internal sealed class IdentityHash(HashAlgorithmName algorithm, long rounds, byte[] salt, byte[] hash) : StoredHash
{
    private const int HeaderBytes = 13;
    private const int LeastBytes = 16; // of the salt, and of the hash
    private const int MostBytes = 64;
    private const int Version2Salt = 16;
    private const int Version2Bytes = 49;
    private const int MostRounds = 2_000_000;

    public override bool IsTooDear => rounds > MostRounds;

    public static new IdentityHash? TryRead(string stored)
    {
        var bytes = new byte[stored.Length];
        if (stored.Any(char.IsWhiteSpace) || !Convert.TryFromBase64String(stored, bytes, out var length) || length == 0)
        {
            return null;
        }

        return bytes[0] switch
        {
            0 when length == Version2Bytes =>
                new IdentityHash(HashAlgorithmName.SHA1, 1000, bytes[1..(1 + Version2Salt)], bytes[(1 + Version2Salt)..Version2Bytes]),
            1 when length > HeaderBytes => TryReadVersion3(bytes[..length]),
            _ => null,
        };
    }

    public override bool Matches(string password) => CryptographicOperations.FixedTimeEquals(
        Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(password), salt, (int)rounds, algorithm, hash.Length), hash);

    public override HashWork WorkFor(string password)
    {
        var (kind, blockBytes) = algorithm.Name switch
        {
            "SHA1" => (HashWorkKind.Pbkdf2Sha1, SHA1.HashSizeInBytes),
            "SHA256" => (HashWorkKind.Pbkdf2Sha256, SHA256.HashSizeInBytes),
            _ => (HashWorkKind.Pbkdf2Sha512, SHA512.HashSizeInBytes),
        };
        return new HashWork(kind, rounds * ((hash.Length + blockBytes - 1) / blockBytes)); // all the rounds for each block of output
    }

    private static IdentityHash? TryReadVersion3(byte[] bytes)
    {
        var saltLength = BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(9));
        var hashLength = bytes.Length - HeaderBytes - saltLength;
        HashAlgorithmName? algorithm = BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(1)) switch
        {
            0 => HashAlgorithmName.SHA1,
            1 => HashAlgorithmName.SHA256,
            2 => HashAlgorithmName.SHA512,
            _ => null,
        };
        var rounds = BinaryPrimitives.ReadUInt32BigEndian(bytes.AsSpan(5));
        if (algorithm is null || rounds == 0 || saltLength is < LeastBytes or > MostBytes || hashLength is < LeastBytes or > MostBytes)
        {
            return null;
        }

        var hashAt = HeaderBytes + (int)saltLength;
        return new IdentityHash(algorithm.Value, rounds, bytes[HeaderBytes..hashAt], bytes[hashAt..]);
    }
}
