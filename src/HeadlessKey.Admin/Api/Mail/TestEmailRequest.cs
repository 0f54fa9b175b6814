using HeadlessKey.Email;
using HeadlessKey.Http;
using HeadlessKey.Users;

namespace HeadlessKey.Admin.Api.Mail;

/// <summary>A mail that shows whether mail goes out.</summary>
/// <param name="To">Where it goes.</param>
/// <param name="Language">Its language; default: English.</param>
internal sealed record TestEmailRequest(string To, string? Language)
{
    public static TestEmailRequest Bind(RequestFields fields)
    {
        var request = new TestEmailRequest(fields.Required("to", UserPolicy.LongestEmail), fields.Optional("language", 10));
        if (request.To.Length > 0 && MailboxAddress.Parse(request.To) is null)
        {
            fields.Refuse("to", Messages.EmailInvalid);
        }

        return request;
    }
}
