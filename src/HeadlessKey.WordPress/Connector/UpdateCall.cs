namespace HeadlessKey.WordPress.Connector;

/// <summary>Change what is given, if the stamp still is this one.</summary>
internal sealed record UpdateCall
{
    public string? DisplayName { get; init; }

    public string? FirstName { get; init; }

    public string? LastName { get; init; }

    public string? Nickname { get; init; }

    public string? Locale { get; init; }

    public string? Email { get; init; }

    public bool? Disabled { get; init; }

    public string? Stamp { get; init; }

    public override string ToString() => nameof(UpdateCall);
}
