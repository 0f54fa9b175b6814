namespace HeadlessKey.Webhooks;

/// <summary>Where a webhook's deliveries go, and what they are signed with.</summary>
internal sealed record WebhookAddress(Uri Url, IReadOnlyList<byte[]> Secrets)
{
    public override string ToString() => Url.Host;
}
