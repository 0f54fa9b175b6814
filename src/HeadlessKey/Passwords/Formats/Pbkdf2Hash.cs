using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace HeadlessKey.Passwords.Formats;

/// <summary>
/// Our own: PBKDF2-HMAC-SHA512 (RFC 8018, 5.2) in a self-describing form, <c>$pbkdf2-sha512$i=210000$salt$hash</c>, both in base64url.
/// The password is taken exactly as typed: its UTF-8 bytes, neither trimmed nor normalised nor cut.
/// </summary>
internal sealed class Pbkdf2Hash(int iterations, byte[] salt, byte[] hash) : StoredHash
{
    private const string Scheme = "pbkdf2-sha512";
    private const string IterationsField = "i=";
    private const int SaltBytes = 16;
    private const int HashBytes = 32;
    private const int OneBlock = 20; // of the shortest hash function; each further block of output would take all the rounds again
    private const int MostIterations = 10_000_000; // a stored form that asks for more is an attack on the processor

    public int Iterations => iterations;

    public override bool IsTooDear => false; // what asks for more than the most is not read at all

    /// <summary>Hashes a password with a new salt.</summary>
    public static Pbkdf2Hash Of(string password, int iterations)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltBytes);
        return new Pbkdf2Hash(iterations, salt, Derive(password, salt, iterations));
    }

    /// <summary>Looks like the hash of a password, but is none.</summary>
    public static Pbkdf2Hash OfNothing(int iterations) =>
        new(iterations, RandomNumberGenerator.GetBytes(SaltBytes), RandomNumberGenerator.GetBytes(HashBytes));

    public static new Pbkdf2Hash? TryRead(string stored) =>
        stored.Split('$') is ["", Scheme, var count, var salt, var hash]
        && count.StartsWith(IterationsField, StringComparison.Ordinal)
        && int.TryParse(count.AsSpan(IterationsField.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var rounds)
        && rounds is >= 1 and <= MostIterations
        && Base64Url.IsValid(salt)
        && Base64Url.IsValid(hash, out var length)
        && length == HashBytes
            ? new Pbkdf2Hash(rounds, Base64Url.DecodeFromChars(salt), Base64Url.DecodeFromChars(hash))
            : null;

    /// <summary>Does the work of so many rounds.</summary>
    public static void Spend(string password, int rounds, HashAlgorithmName algorithm) =>
        Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(password), new byte[SaltBytes], rounds, algorithm, OneBlock);

    public override bool Matches(string password) => CryptographicOperations.FixedTimeEquals(Derive(password, salt, iterations), hash);

    public override HashWork WorkFor(string password) => new(HashWorkKind.Pbkdf2Sha512, iterations);

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"${Scheme}${IterationsField}{iterations}${Base64Url.EncodeToString(salt)}${Base64Url.EncodeToString(hash)}");

    private static byte[] Derive(string password, byte[] salt, int rounds) =>
        Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(password), salt, rounds, HashAlgorithmName.SHA512, HashBytes);
}
