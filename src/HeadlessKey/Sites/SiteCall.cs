namespace HeadlessKey.Sites;

/// <summary>What a call between sites carries to show whose it is. All of it is only claimed.</summary>
/// <param name="SiteKey">Which site says that it calls.</param>
/// <param name="Signature">Its signature.</param>
/// <param name="Timestamp">When it was signed, in Unix seconds; null: not said.</param>
/// <param name="Nonce">What makes it the only one of its kind; null: nothing does.</param>
internal sealed record SiteCall(string SiteKey, string Signature, string? Timestamp, string? Nonce)
{
    public override string ToString() => nameof(SiteCall); // never the signature
}
