namespace HeadlessKey;

/// <summary>How passwords are hashed (PBKDF2-HMAC-SHA512, RFC 8018).</summary>
public sealed class PasswordOptions
{
    /// <summary>
    /// The rounds of a new hash; default 210,000, from 210,000 to 10,000,000. Older hashes are made anew at the next sign-in.
    /// <c>headlesskey hash calibrate</c> proposes a count for this machine.
    /// </summary>
    public int Iterations { get; set; } = 210_000;

    /// <summary>How many sign-ins may wait for a processor before further ones get 503; default 64, from 1 to 10,000.</summary>
    public int HashQueue { get; set; } = 64;
}
