namespace HeadlessKey.WordPress.Connector;

/// <summary>Set the password, if the stamp still is this one.</summary>
internal sealed record PasswordCall(string Password, string? Stamp)
{
    public override string ToString() => nameof(PasswordCall); // never the password
}
