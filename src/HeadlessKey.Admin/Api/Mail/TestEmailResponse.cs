namespace HeadlessKey.Admin.Api.Mail;

/// <summary>What became of a test mail.</summary>
/// <param name="Sent">Whether it was taken.</param>
/// <param name="Answer">What the mail server said, or why not.</param>
internal sealed record TestEmailResponse(bool Sent, string Answer);
