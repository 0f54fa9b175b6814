namespace HeadlessKey.Email;

/// <summary>A mail that this node is to send now.</summary>
/// <param name="Id">Its row.</param>
/// <param name="Kind">The name of its templates.</param>
/// <param name="UserId">Whom it tells something; null: an address without an account.</param>
/// <param name="Recipient">Where it goes.</param>
/// <param name="SealedContent">What it says, encrypted.</param>
/// <param name="UselessAt">When what it says is no longer true.</param>
/// <param name="Tries">Which try this is; a later one of another node has a higher number.</param>
internal sealed record QueuedEmail(string Id, string Kind, long? UserId, string Recipient, string SealedContent, DateTimeOffset UselessAt, long Tries)
{
    public override string ToString() => Kind;
}
