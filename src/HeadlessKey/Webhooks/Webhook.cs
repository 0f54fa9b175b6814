namespace HeadlessKey.Webhooks;

/// <summary>Somebody who wants to be told of events, without the secret.</summary>
internal sealed record Webhook
{
    public required string Id { get; init; }

    public required string Url { get; init; }

    public string? Description { get; init; }

    /// <summary>What it wants: types, families such as <c>user.*</c>, or <c>*</c>.</summary>
    public required IReadOnlyList<string> Types { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Until when deliveries are signed with the secret before, too; null or past: they are not.</summary>
    public DateTimeOffset? PreviousSecretUntil { get; init; }

    public DateTimeOffset? DisabledAt { get; init; }

    public string? DisabledReason { get; init; }

    /// <summary>Where it is, without the path, in which there may be a secret.</summary>
    public string Host => new Uri(Url).Host;

    public override string ToString() => Id;
}
