namespace HeadlessKey.Admin.Api.Mail;

/// <summary>How much mail is tried again.</summary>
/// <param name="Due">How many.</param>
internal sealed record RetryEmailResponse(int Due);
