using HeadlessKey.Email;
using HeadlessKey.Http;

namespace HeadlessKey.Admin.Api.Mail;

/// <summary>A mail that was written to a file, in brief.</summary>
/// <param name="Id">Names it.</param>
/// <param name="At">When it was written.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="To">The address.</param>
/// <param name="Subject">The subject.</param>
internal sealed record CapturedEmailResponse(string Id, string At, string Kind, string To, string Subject)
{
    public static CapturedEmailResponse Of(CapturedEmail email) => new(email.Id, ApiTime.Format(email.At), email.Kind, email.To, email.Subject);
}
