namespace HeadlessKey.Users;

/// <summary>What a mailed link has proven: the address of an account, or one with which an account is to be made.</summary>
/// <param name="UserId">Whose address it is; null for an account still to be made.</param>
/// <param name="Email">The proven address.</param>
/// <param name="Registration">The account to make; null when there is one.</param>
internal sealed record EmailVerification(long? UserId, string? Email, byte[]? Registration)
{
    public override string ToString() => nameof(EmailVerification); // never an address
}
