using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace HeadlessKey.Passwords;

/// <summary>
/// PBKDF2-HMAC-SHA512 (RFC 8018, 5.2) in a self-describing form: <c>$pbkdf2-sha512$i=210000$salt$hash</c>, both in base64url. The
/// password is taken exactly as typed: its UTF-8 bytes, neither trimmed nor normalised nor cut.
/// </summary>
internal sealed class PasswordHasher(int iterations)
{
    private const string Scheme = "pbkdf2-sha512";
    private const string IterationsField = "i=";
    private const int SaltBytes = 16;
    private const int HashBytes = 32;
    private const int MostIterations = 10_000_000; // a stored form that asks for more is an attack on the processor

    public string Hash(string password)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltBytes);
        return Format(salt, Derive(password, salt, iterations));
    }

    /// <summary>A stored form that no password matches, and that costs as much to check as any other.</summary>
    public string Unmatchable() => Format(RandomNumberGenerator.GetBytes(SaltBytes), RandomNumberGenerator.GetBytes(HashBytes));

    /// <summary>Whether the password is the one the stored form was made of. A form it cannot read matches nothing.</summary>
    public static bool Verify(string password, string stored)
    {
        var readable = TryParse(stored, out var parsed);
        return CryptographicOperations.FixedTimeEquals(Derive(password, parsed.Salt, parsed.Iterations), parsed.Hash) && readable;
    }

    /// <summary>Whether the stored form was made with other parameters than a new one would be.</summary>
    public bool IsOutdated(string stored) => !TryParse(stored, out var parsed) || parsed.Iterations != iterations;

    private static byte[] Derive(string password, byte[] salt, int iterations) =>
        Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(password), salt, iterations, HashAlgorithmName.SHA512, HashBytes);

    private string Format(byte[] salt, byte[] hash) => string.Create(
        CultureInfo.InvariantCulture,
        $"${Scheme}${IterationsField}{iterations}${Base64Url.EncodeToString(salt)}${Base64Url.EncodeToString(hash)}");

    private static bool TryParse(string stored, out (int Iterations, byte[] Salt, byte[] Hash) parsed)
    {
        parsed = (1, new byte[SaltBytes], new byte[HashBytes]);
        var parts = stored.Split('$');
        if (parts is not ["", Scheme, var count, var salt, var hash]
            || !count.StartsWith(IterationsField, StringComparison.Ordinal)
            || !int.TryParse(count.AsSpan(IterationsField.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var rounds)
            || rounds is < 1 or > MostIterations
            || !Base64Url.IsValid(salt)
            || !Base64Url.IsValid(hash))
        {
            return false;
        }

        parsed = (rounds, Base64Url.DecodeFromChars(salt), Base64Url.DecodeFromChars(hash));
        return parsed.Hash.Length == HashBytes;
    }
}
