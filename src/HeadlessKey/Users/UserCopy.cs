namespace HeadlessKey.Users;

/// <summary>A person as a directory elsewhere describes them.</summary>
internal sealed record UserCopy
{
    public required long Id { get; init; }

    public required string Login { get; init; }

    public required string Nicename { get; init; }

    public required string Email { get; init; }

    public required string DisplayName { get; init; }

    public required string FirstName { get; init; }

    public required string LastName { get; init; }

    public required string Nickname { get; init; }

    public required string Locale { get; init; }

    /// <summary>In the order of their names.</summary>
    public required IReadOnlyList<string> Roles { get; init; }

    public required DateTimeOffset RegisteredAt { get; init; }

    public required bool IsDisabled { get; init; }

    /// <summary>What changes with the password.</summary>
    public required string Stamp { get; init; }

    /// <summary>When it was asked for.</summary>
    public required DateTimeOffset AskedAt { get; init; }

    /// <summary>Whether our row says the same.</summary>
    public bool Matches(User user) =>
        Login == user.Login && Nicename == user.Nicename && Email == user.Email && DisplayName == user.DisplayName && FirstName == user.FirstName
        && LastName == user.LastName && Nickname == user.Nickname && Locale == user.Locale && Stamp == user.Stamp
        && IsDisabled == user.IsDisabled && RegisteredAt == user.RegisteredAt && HasRolesOf(user);

    public bool HasRolesOf(User user) => Roles.SequenceEqual(user.Roles, StringComparer.Ordinal);

    public override string ToString() => $"user {Id}"; // neither address nor stamp
}
