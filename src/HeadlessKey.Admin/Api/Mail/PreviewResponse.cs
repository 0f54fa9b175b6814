namespace HeadlessKey.Admin.Api.Mail;

/// <summary>A mail as it would be sent, with made-up values.</summary>
/// <param name="Kind">Its kind.</param>
/// <param name="Language">Its language.</param>
/// <param name="Subject">The subject.</param>
/// <param name="Text">The plain text.</param>
/// <param name="Html">The page.</param>
internal sealed record PreviewResponse(string Kind, string Language, string Subject, string Text, string Html);
