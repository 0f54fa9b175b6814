using HeadlessKey.Http;

namespace HeadlessKey.Email;

/// <summary>To whom a mail goes.</summary>
/// <param name="Address">The stored address, never one from a request about somebody else.</param>
/// <param name="Name">How the mail greets.</param>
/// <param name="Language">What they read.</param>
/// <param name="UserId">Whose account it is about; null when there is none.</param>
internal sealed record EmailRecipient(string Address, string Name, Language Language, long? UserId)
{
    public override string ToString() => "a recipient"; // an address is nobody's business in a log
}
