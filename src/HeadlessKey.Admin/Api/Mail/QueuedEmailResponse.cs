using HeadlessKey.Email;
using HeadlessKey.Http;

namespace HeadlessKey.Admin.Api.Mail;

/// <summary>A mail that waits, or that was given up.</summary>
/// <param name="Id">Names it.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="To">The address, shortened.</param>
/// <param name="CreatedAt">When it was queued.</param>
/// <param name="NextTryAt">When it is tried next; while it is being tried, when another server would.</param>
/// <param name="Tries">How often it was tried.</param>
/// <param name="LastError">Why the last try failed.</param>
/// <param name="GivenUpAt">When it was given up.</param>
internal sealed record QueuedEmailResponse(
    string Id, string Kind, string To, string CreatedAt, string NextTryAt, long Tries, string? LastError, string? GivenUpAt)
{
    public static QueuedEmailResponse Of(EmailState email) => new(
        email.Id, email.Kind, MailboxAddress.Shorten(email.Recipient), ApiTime.Format(email.CreatedAt), ApiTime.Format(email.NextTryAt), email.Tries, email.LastError,
        ApiTime.OrNull(email.GivenUpAt));
}
