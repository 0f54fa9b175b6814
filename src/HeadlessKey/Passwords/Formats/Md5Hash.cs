using System.Security.Cryptography;

namespace HeadlessKey.Passwords.Formats;

/// <summary>The bare MD5 of a password in 32 hex digits: very old WordPress, and what people put into its database by hand.</summary>
internal sealed class Md5Hash(byte[] hash) : StoredHash
{
    public override bool IsTooDear => false;

    public static new Md5Hash? TryRead(string stored) =>
        stored.Length == 2 * MD5.HashSizeInBytes && stored.All(char.IsAsciiHexDigit) ? new Md5Hash(Convert.FromHexString(stored)) : null;

#pragma warning disable CA5351 // the format is MD5; the next sign-in replaces it
    public override bool Matches(string password) =>
        TypedPassword.Forms(password).Any(form => CryptographicOperations.FixedTimeEquals(MD5.HashData(form), hash));
#pragma warning restore CA5351

    public override HashWork WorkFor(string password) => new(HashWorkKind.Md5, TypedPassword.Forms(password).Count);
}
