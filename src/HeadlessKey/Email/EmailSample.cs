using HeadlessKey.Http;

namespace HeadlessKey.Email;

/// <summary>Mails with made-up values, for whoever writes the texts.</summary>
internal static class EmailSample
{
    private const string Login = "ada";
    private const string Token = "A-link-that-opens-nothing";

    public static EmailContent ContentOf(EmailMessage message) =>
        new(message.Recipient.Name, Languages.Tag(message.Recipient.Language), message.Values);

    public static IReadOnlyList<EmailMessage> Each(Language language, AccountLinks links)
    {
        var to = new EmailRecipient("ada@example.com", language == Language.SimplifiedChinese ? "李雷" : "Ada Lovelace", language, UserId: null);
        var at = new DateTimeOffset(2026, 11, 22, 8, 30, 0, TimeSpan.Zero);
        return
        [
            EmailMessage.VerifyEmail(to, links.VerifyEmail(Token), TimeSpan.FromHours(1)),
            EmailMessage.AddressTaken(to, Login, links.AskForReset()),
            EmailMessage.Invitation(to, links.Register(to.Address, Token), TimeSpan.FromDays(7)),
            EmailMessage.ResetLink(to, Login, links.ResetPassword(Login, Token), TimeSpan.FromHours(1)),
            EmailMessage.ResetCode(to, Login, "12345678", TimeSpan.FromMinutes(10)),
            EmailMessage.PasswordChanged(to, Login, at),
            EmailMessage.NewDevice(to, Login, "Safari · iOS", "203.0.113.7", at),
            EmailMessage.EmailChanged(to, Login, at),
            EmailMessage.AccountLinked(to, Login, "Example Shop", at),
            EmailMessage.WebhookDisabled(to, "wh_5f2b6c1d0e9a4b7f8c3d2e1f0a9b8c7d", "app.example.com", "every delivery failed since 2026-11-19 08:30 UTC; the last one: status 500", at),
            EmailMessage.Test(to, at),
        ];
    }
}
