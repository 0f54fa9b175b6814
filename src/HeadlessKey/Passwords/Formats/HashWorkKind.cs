namespace HeadlessKey.Passwords.Formats;

/// <summary>What a processor does round by round to check a password.</summary>
internal enum HashWorkKind
{
    Pbkdf2Sha512,
    Pbkdf2Sha256,
    Pbkdf2Sha1,
    Bcrypt,
    Md5,
}
