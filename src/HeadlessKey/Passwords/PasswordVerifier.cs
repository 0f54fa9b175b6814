namespace HeadlessKey.Passwords;

/// <summary>Checks passwords behind the hashing gate, at the same price whether or not there is somebody to check.</summary>
internal sealed class PasswordVerifier(PasswordHasher hasher, HashingGate gate)
{
    public const int LongestPassword = 1024; // in code points

    private readonly string nobody = hasher.Unmatchable(); // what is checked when nobody has the name

    public async Task<PasswordCheck> VerifyAsync(string? storedHash, string password, CancellationToken cancellationToken)
    {
        var right = await gate.TryRunAsync(() => PasswordHasher.Verify(password, storedHash ?? nobody), cancellationToken);
        return right switch
        {
            null => PasswordCheck.Busy,
            true when storedHash is not null => PasswordCheck.Right,
            _ => PasswordCheck.Wrong,
        };
    }

    /// <summary>Whether a stored hash was made with other parameters than a new one would be.</summary>
    public bool IsOutdated(string storedHash) => hasher.IsOutdated(storedHash);

    /// <summary>A new hash of the password. Null: too many are being made.</summary>
    public async Task<string?> TryHashAsync(string password, CancellationToken cancellationToken)
    {
        string? hash = null;
        await gate.TryRunAsync(() => (hash = hasher.Hash(password)) is not null, cancellationToken);
        return hash;
    }
}
