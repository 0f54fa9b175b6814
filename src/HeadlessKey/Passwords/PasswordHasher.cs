using HeadlessKey.Passwords.Formats;

namespace HeadlessKey.Passwords;

/// <summary>Makes new hashes, all of our own kind (<see cref="Pbkdf2Hash"/>) and with the rounds that are set.</summary>
internal sealed class PasswordHasher(int iterations)
{
    public int Iterations => iterations;

    public string Hash(string password) => Pbkdf2Hash.Of(password, iterations).ToString();

    /// <summary>A stored form that no password matches, and that costs as much to check as any other.</summary>
    public string Unmatchable() => Pbkdf2Hash.OfNothing(iterations).ToString();

    /// <summary>Whether the password is the one the stored form was made of. A form it cannot read matches nothing.</summary>
    public static bool Verify(string password, string stored) => StoredHash.TryReadUsable(stored)?.Matches(password) ?? false;

    /// <summary>Whether the stored form is of another kind, or was made with other parameters, than a new one would be.</summary>
    public bool IsOutdated(string stored) => Pbkdf2Hash.TryRead(stored)?.Iterations != iterations;
}
