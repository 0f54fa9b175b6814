namespace HeadlessKey.SigningKeys;

/// <summary>A signing key and its dates. The state follows from the clock, so every node agrees on it without being told.</summary>
internal sealed record SigningKey(
    KeyMaterial Material,
    string Origin,
    DateTimeOffset CreatedAt,
    DateTimeOffset ActivatesAt,
    DateTimeOffset? RetiresAt,
    DateTimeOffset? DropsAt)
{
    public string Kid => Material.Kid;

    public string Algorithm => Material.Algorithm;

    public SigningKeyState StateAt(DateTimeOffset now) =>
        DropsAt <= now ? SigningKeyState.Dropped
        : RetiresAt <= now ? SigningKeyState.Retired
        : ActivatesAt <= now ? SigningKeyState.Active
        : SigningKeyState.Announced;
}
