namespace HeadlessKey;

/// <summary>Which passwords may be chosen, and how they are hashed (PBKDF2-HMAC-SHA512, RFC 8018).</summary>
public sealed class PasswordOptions
{
    internal const string Off = "off";
    internal const string FailOpen = "fail_open";
    internal const string FailClosed = "fail_closed";

    /// <summary>The least length of a new password, in code points; default 8, from 8 to 64.</summary>
    [Runtime]
    public int MinimumLength { get; set; } = 8;

    /// <summary>
    /// Whether a new password is looked up among known leaks (Have I Been Pwned; only the first five digits of its SHA-1 leave the
    /// server): <c>off</c> (default), <c>fail_open</c> (taken when the list cannot be asked) or <c>fail_closed</c> (refused then).
    /// </summary>
    [Runtime]
    public string BreachCheck { get; set; } = Off;

    /// <summary>Where the list of leaks is asked; default <c>https://api.pwnedpasswords.com/range/</c>. The five digits are appended.</summary>
    public string BreachCheckUrl { get; set; } = "https://api.pwnedpasswords.com/range/";

    /// <summary>
    /// The rounds of a new hash; default 210,000, from 210,000 to 10,000,000. Older hashes are made anew at the next sign-in.
    /// <c>headlesskey hash calibrate</c> proposes a count for this machine.
    /// </summary>
    public int Iterations { get; set; } = 210_000;

    /// <summary>How many sign-ins may wait for a processor before further ones get 503; default 64, from 1 to 10,000.</summary>
    public int HashQueue { get; set; } = 64;
}
