namespace HeadlessKey.Users;

/// <summary>A person with an account.</summary>
internal sealed class User
{
    public required long Id { get; init; }

    public required string Login { get; init; }

    public required string Email { get; init; }

    public required string DisplayName { get; init; }

    public string FirstName { get; init; } = string.Empty;

    public string LastName { get; init; } = string.Empty;

    public string Nickname { get; init; } = string.Empty;

    public string Locale { get; init; } = string.Empty;

    /// <summary>When the address was proven; null: not yet.</summary>
    public DateTimeOffset? EmailVerifiedAt { get; init; }

    public required DateTimeOffset RegisteredAt { get; init; }

    public required IReadOnlyList<string> Roles { get; init; }

    public DateTimeOffset? LastLoginAt { get; init; }

    public DateTimeOffset? DisabledAt { get; init; }

    /// <summary>The stored form of the password. Not part of any answer; see <see cref="ToString"/>.</summary>
    public required string PasswordHash { get; init; }

    /// <summary>Goes up with every change of password, roles or standing.</summary>
    public required long Version { get; init; }

    /// <summary>What changes with the password of a person who lives elsewhere; null: the account is our own. Access tokens carry it.</summary>
    public string? Stamp { get; init; }

    /// <summary>The name in addresses, where the directory has one.</summary>
    public string? Nicename { get; init; }

    public bool IsDisabled => DisabledAt is not null;

    // Not a record: its generated text would carry the hash into whatever prints it.
    public override string ToString() => $"user {Id}";
}
