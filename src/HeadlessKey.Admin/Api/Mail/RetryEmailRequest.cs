using HeadlessKey.Http;

namespace HeadlessKey.Admin.Api.Mail;

/// <summary>Mail to try again now.</summary>
/// <param name="Id">Which; null: all.</param>
internal sealed record RetryEmailRequest(string? Id)
{
    public static RetryEmailRequest Bind(RequestFields fields) => new(fields.Optional("id", 100));
}
