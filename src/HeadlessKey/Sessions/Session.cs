namespace HeadlessKey.Sessions;

/// <summary>
/// One sign-in on one device. <see cref="Generation"/> counts its rotations; what was given out at each is computed from it,
/// so the row is all there is to keep.
/// </summary>
internal sealed record Session
{
    public required string Id { get; init; }

    public required long UserId { get; init; }

    /// <summary>What keys this session's tokens, together with the master key.</summary>
    public required string Salt { get; init; }

    public required long Generation { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset RotatedAt { get; init; }

    /// <summary>The inactivity limit as it stands; never past <see cref="ExpiresAt"/>.</summary>
    public required DateTimeOffset IdleExpiresAt { get; init; }

    /// <summary>The absolute limit.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>When the current generation's access token expires.</summary>
    public required DateTimeOffset AccessExpiresAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public string? Device { get; init; }

    public string? Browser { get; init; }

    public string? Os { get; init; }

    /// <summary>phone, tablet or desktop.</summary>
    public string? DeviceKind { get; init; }

    public string? UserAgent { get; init; }

    public string? Address { get; init; }
}
