using HeadlessKey.Email;
using HeadlessKey.Http;
using HeadlessKey.Tests.Infrastructure;
using Microsoft.Extensions.Logging.Abstractions;

namespace HeadlessKey.Tests.Email;

/// <summary>Mails of every kind, as they would be sent.</summary>
internal static class SampleEmail
{
    public const string Site = "Example & Sons";
    public const string Address = "ada@example.test";
    public const string Link = "https://app.example.test/reset#token=t0ken-t0ken&login=ada";
    public const string Code = "40125983";

    public static HeadlessKeyOptions Options(string folder = "/nowhere") => new()
    {
        PublicUrl = "https://auth.example.test", SiteName = Site, Storage = { DataFolder = folder },
    };

    public static EmailRecipient To(Language language = Language.English, string name = "Ada Lovelace") => new(Address, name, language, UserId: 1);

    /// <summary>One of each kind; a new kind belongs here.</summary>
    public static IReadOnlyList<EmailMessage> Each(Language language = Language.English, string name = "Ada Lovelace", string login = "ada")
    {
        var (to, hour) = (To(language, name), TimeSpan.FromHours(1));
        return
        [
            EmailMessage.VerifyEmail(to, Link, hour), EmailMessage.AddressTaken(to, login, Link), EmailMessage.Invitation(to, Link, TimeSpan.FromDays(7)),
            EmailMessage.ResetLink(to, login, Link, hour), EmailMessage.ResetCode(to, login, Code, TimeSpan.FromMinutes(10)),
            EmailMessage.NewDevice(to, login, "Safari · iOS", "203.0.113.7", ManualClock.Start),
            EmailMessage.PasswordChanged(to, login, ManualClock.Start), EmailMessage.EmailChanged(to, login, ManualClock.Start),
            EmailMessage.AccountLinked(to, login, "Example Shop", ManualClock.Start),
            EmailMessage.WebhookDisabled(to, "wh_1", "app.example.test", "status 500", ManualClock.Start), EmailMessage.Test(to, ManualClock.Start),
        ];
    }

    public static OutgoingEmail Compose(EmailMessage message, HeadlessKeyOptions? options = null)
    {
        options ??= Options();
        return new EmailComposer(options, new EmailTemplates(options, NullLogger<EmailTemplates>.Instance)).Compose(
            "0123456789abcdef", message.Kind, message.Recipient.Address,
            new EmailContent(message.Recipient.Name, Languages.Tag(message.Recipient.Language), message.Values));
    }
}
