namespace HeadlessKey.WordPress.Connector;

/// <summary>Make an account.</summary>
internal sealed record CreateCall(string Login, string Email, string Password, string Name, string? Role)
{
    public override string ToString() => nameof(CreateCall); // never the password
}
