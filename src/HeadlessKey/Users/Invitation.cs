namespace HeadlessKey.Users;

/// <summary>Who was invited, to be what.</summary>
internal sealed record Invitation(string Email, string Role)
{
    public override string ToString() => nameof(Invitation); // never an address
}
