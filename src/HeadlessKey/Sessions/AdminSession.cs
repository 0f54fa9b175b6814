namespace HeadlessKey.Sessions;

/// <summary>
/// An administrator at work. It is no <see cref="Session"/>: it gives out no tokens, and nothing of those opens what it opens.
/// </summary>
internal sealed record AdminSession
{
    /// <summary>How long it lives without a request.</summary>
    public static readonly TimeSpan IdleLimit = TimeSpan.FromMinutes(30);

    /// <summary>How long it lives at most.</summary>
    public static readonly TimeSpan AbsoluteLimit = TimeSpan.FromHours(12);

    /// <summary>How long a typed password counts for what is dangerous.</summary>
    public static readonly TimeSpan ConfirmedFor = TimeSpan.FromMinutes(5);

    /// <summary>What it is called in the database: the hash of the secret.</summary>
    public required string Id { get; init; }

    public required long UserId { get; init; }

    /// <summary>The account's version at the sign-in: with another password, other roles or another standing the session is over.</summary>
    public required long UserVersion { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset SeenAt { get; init; }

    public required DateTimeOffset ConfirmedAt { get; init; }

    public DateTimeOffset ExpiresAt => CreatedAt + AbsoluteLimit;

    public DateTimeOffset IdleExpiresAt => SeenAt + IdleLimit < ExpiresAt ? SeenAt + IdleLimit : ExpiresAt;

    public DateTimeOffset ConfirmedUntil => ConfirmedAt + ConfirmedFor;
}
