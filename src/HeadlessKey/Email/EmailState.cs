namespace HeadlessKey.Email;

/// <summary>How far a queued mail is, for the operator.</summary>
internal sealed record EmailState(
    string Id, string Kind, string Recipient, DateTimeOffset CreatedAt, DateTimeOffset NextTryAt, long Tries, string? LastError, DateTimeOffset? GivenUpAt)
{
    public override string ToString() => Kind;
}
