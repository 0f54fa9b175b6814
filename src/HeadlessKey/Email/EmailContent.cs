namespace HeadlessKey.Email;

/// <summary>What a queued mail says: it holds links and codes, so it is kept encrypted.</summary>
internal sealed record EmailContent(string Name, string Language, IReadOnlyDictionary<string, string> Values)
{
    public override string ToString() => nameof(EmailContent);
}
