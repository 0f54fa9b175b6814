namespace HeadlessKey.Passwords.Formats;

/// <summary>The stored form of a password, read: one of our own, or one that was brought along from another system.</summary>
internal abstract class StoredHash
{
    private const int Longest = 255;

    private static readonly Func<string, StoredHash?>[] Formats =
    [
        Pbkdf2Hash.TryRead, WordPressHash.TryRead, BcryptHash.TryRead, PhpassHash.TryRead, Md5Hash.TryRead, IdentityHash.TryRead,
    ];

    /// <summary>It costs more than anybody may make this server compute.</summary>
    public abstract bool IsTooDear { get; }

    /// <summary>This machine can compute it.</summary>
    public virtual bool IsSupported => true;

    /// <summary>Reads a stored form of any known kind, also one that will not be computed. Null: of no known kind.</summary>
    public static StoredHash? TryRead(string stored)
    {
        if (stored.Length > Longest)
        {
            return null;
        }

        foreach (var tryRead in Formats)
        {
            if (tryRead(stored) is { } hash)
            {
                return hash;
            }
        }

        return null;
    }

    /// <summary>Reads a stored form that may be computed. Null: it matches no password.</summary>
    public static StoredHash? TryReadUsable(string stored) => TryRead(stored) is { IsTooDear: false, IsSupported: true } hash ? hash : null;

    /// <summary>Whether it was made of this password.</summary>
    public abstract bool Matches(string password);

    /// <summary>The work that <see cref="Matches"/> does when the password is wrong.</summary>
    public abstract HashWork WorkFor(string password);
}
