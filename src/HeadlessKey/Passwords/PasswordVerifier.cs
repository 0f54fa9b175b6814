using HeadlessKey.Passwords.Formats;

namespace HeadlessKey.Passwords;

/// <summary>Checks passwords behind the hashing gate, at the same price whether or not there is somebody to check.</summary>
internal sealed class PasswordVerifier(PasswordHasher hasher, HashingGate gate, WrongAnswerPrice price)
{
    public const int LongestPassword = 1024; // in code points

    public async Task<PasswordCheck> VerifyAsync(string? storedHash, string password, CancellationToken cancellationToken) =>
        await gate.TryRunAsync(() => IsRight(storedHash, password), cancellationToken) switch
        {
            null => PasswordCheck.Busy,
            true => PasswordCheck.Right,
            false => PasswordCheck.Wrong,
        };

    /// <summary>Whether a stored hash was made in another way than a new one would be.</summary>
    public bool IsOutdated(string storedHash) => hasher.IsOutdated(storedHash);

    /// <summary>A new hash of the password. Null: too many are being made.</summary>
    public async Task<string?> TryHashAsync(string password, CancellationToken cancellationToken)
    {
        string? hash = null;
        await gate.TryRunAsync(() => (hash = hasher.Hash(password)) is not null, cancellationToken);
        return hash;
    }

    private bool IsRight(string? storedHash, string password)
    {
        var stored = storedHash is null ? null : StoredHash.TryReadUsable(storedHash);
        if (stored?.Matches(password) ?? false)
        {
            return true;
        }

        // The same for nobody, for a hash that cannot be read, and for one that was cheaper than others are.
        price.Pay(stored, password);
        return false;
    }
}
