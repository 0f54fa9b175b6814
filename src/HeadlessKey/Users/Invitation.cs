namespace HeadlessKey.Users;

/// <summary>Who was invited, to be what, until when.</summary>
internal sealed record Invitation(string Email, string Role, DateTimeOffset ExpiresAt)
{
    public override string ToString() => nameof(Invitation); // never an address
}
