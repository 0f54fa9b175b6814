using System.Security.Cryptography;
using System.Text;

namespace HeadlessKey.Passwords.Formats;

/// <summary>
/// WordPress since 6.8: <c>$wp</c> and behind it the bcrypt of base64(HMAC-SHA384) of the password, so that all of a long one counts.
/// </summary>
internal sealed class WordPressHash(BcryptHash bcrypt) : StoredHash
{
    private const string Prefix = "$wp";

    public override bool IsTooDear => bcrypt.IsTooDear;

    public override bool IsSupported => bcrypt.IsSupported;

    public static new WordPressHash? TryRead(string stored) =>
        stored.StartsWith(Prefix, StringComparison.Ordinal) && BcryptHash.TryRead(stored[Prefix.Length..]) is { } bcrypt
            ? new WordPressHash(bcrypt)
            : null;

    public override bool Matches(string password) => TypedPassword.Forms(password).Any(form =>
        bcrypt.Matches(Encoding.ASCII.GetBytes(Convert.ToBase64String(HMACSHA384.HashData("wp-sha384"u8, form)))));

    public override HashWork WorkFor(string password) => bcrypt.WorkFor(password);
}
