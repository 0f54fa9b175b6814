namespace HeadlessKey.WordPress.Connector;

/// <summary>Who is this, by login or address?</summary>
internal sealed record FindByNameCall(string By, string Value)
{
    public override string ToString() => nameof(FindByNameCall);
}
