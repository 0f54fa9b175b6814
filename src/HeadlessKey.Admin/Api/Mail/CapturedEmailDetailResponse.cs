using HeadlessKey.Email;
using HeadlessKey.Http;

namespace HeadlessKey.Admin.Api.Mail;

/// <summary>A mail that was written to a file.</summary>
/// <param name="Id">Names it.</param>
/// <param name="At">When it was written.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="From">The sender.</param>
/// <param name="To">The address.</param>
/// <param name="Subject">The subject.</param>
/// <param name="Text">The plain text.</param>
/// <param name="Html">The page.</param>
internal sealed record CapturedEmailDetailResponse(string Id, string At, string Kind, string From, string To, string Subject, string Text, string Html)
{
    public static CapturedEmailDetailResponse Of(CapturedEmail email) =>
        new(email.Id, ApiTime.Format(email.At), email.Kind, email.From, email.To, email.Subject, email.Text, email.Html);
}
