using HeadlessKey.Users;

namespace HeadlessKey.Directory.Transfer;

/// <summary>A row that can become an account.</summary>
internal sealed class ImportedUser
{
    public required long Row { get; init; }

    /// <summary>The id it had, as text; empty: none.</summary>
    public required string OldId { get; init; }

    public required string Login { get; init; }

    public required string Email { get; init; }

    public required string DisplayName { get; init; }

    public required string FirstName { get; init; }

    public required string LastName { get; init; }

    public required string Nickname { get; init; }

    public required string Locale { get; init; }

    public required string PasswordHash { get; init; }

    /// <summary>False: the hash is one that nothing matches, and the person must reset the password.</summary>
    public required bool HasPassword { get; init; }

    public required DateTimeOffset RegisteredAt { get; init; }

    public required bool EmailVerified { get; init; }

    public required bool Disabled { get; init; }

    public required IReadOnlyList<string> Roles { get; init; }

    public string LoginKey => UserPolicy.Key(Login);

    public string EmailKey => UserPolicy.Key(Email);
}
