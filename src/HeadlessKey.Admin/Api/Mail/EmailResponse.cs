namespace HeadlessKey.Admin.Api.Mail;

/// <summary>How mail leaves, and which mails there are.</summary>
/// <param name="Transport">file, smtp or none.</param>
/// <param name="From">The sender's address.</param>
/// <param name="FromName">The sender's name.</param>
/// <param name="Languages">The languages of the texts.</param>
/// <param name="Kinds">The kinds of mail.</param>
internal sealed record EmailResponse(string Transport, string From, string FromName, IReadOnlyList<string> Languages, IReadOnlyList<string> Kinds);
