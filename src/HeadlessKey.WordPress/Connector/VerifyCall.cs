namespace HeadlessKey.WordPress.Connector;

/// <summary>Is this the password?</summary>
internal sealed record VerifyCall(string Login, string Password, string? Ip)
{
    public override string ToString() => nameof(VerifyCall); // never the password
}
