namespace HeadlessKey.Tokens;

/// <summary>
/// What must be refused although its signature and dates are good: the whole session, or (after a rotation) every generation
/// below <paramref name="Generation"/>, the one just below it from <paramref name="EffectiveAt"/> on.
/// </summary>
/// <param name="SessionId">The session it is about.</param>
/// <param name="Generation">Null: the session has ended.</param>
/// <param name="EffectiveAt">When the grace window closes.</param>
/// <param name="ExpiresAt">After this, every token it is about has expired by itself.</param>
internal sealed record RevocationEntry(string SessionId, long? Generation, DateTimeOffset EffectiveAt, DateTimeOffset ExpiresAt)
{
    public bool Covers(AccessToken token, DateTimeOffset now) =>
        Generation is not { } generation
        || token.Generation < generation - 1
        || (token.Generation == generation - 1 && EffectiveAt <= now);

    /// <summary>The stricter of two about the same session, whatever the order they arrived in.</summary>
    public RevocationEntry MergedWith(RevocationEntry other)
    {
        var (mine, theirs) = (Generation ?? long.MaxValue, other.Generation ?? long.MaxValue);
        var stricter = mine > theirs || (mine == theirs && EffectiveAt <= other.EffectiveAt) ? this : other;
        return stricter with { ExpiresAt = ExpiresAt > other.ExpiresAt ? ExpiresAt : other.ExpiresAt };
    }
}
