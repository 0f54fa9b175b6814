using System.Globalization;
using HeadlessKey.Http;

namespace HeadlessKey.Email;

/// <summary>
/// One mail, as a kind and the values its template shows. The methods below are the closed set of kinds. Each kind says how long it is
/// worth sending: a link that has expired helps nobody.
/// </summary>
internal sealed record EmailMessage
{
    /// <summary>How long a notice is worth sending.</summary>
    public static readonly TimeSpan NoticeLifetime = TimeSpan.FromDays(3);

    private static readonly Text Unknown = new("unknown", "未知");

    private EmailMessage(string kind, EmailRecipient recipient, TimeSpan usefulFor, params (string Name, string Value)[] values)
    {
        Kind = kind;
        Recipient = recipient;
        UsefulFor = usefulFor;
        Values = values.ToDictionary(value => value.Name, value => value.Value, StringComparer.Ordinal);
    }

    /// <summary>The name of its templates, such as <c>reset-link</c>.</summary>
    public string Kind { get; }

    public EmailRecipient Recipient { get; }

    public TimeSpan UsefulFor { get; }

    public IReadOnlyDictionary<string, string> Values { get; }

    /// <summary>Proves the address of a new account. Also the mail that proves a changed address.</summary>
    public static EmailMessage VerifyEmail(EmailRecipient recipient, string link, TimeSpan lifetime) =>
        new("verify-email", recipient, lifetime, ("link", link), ("minutes", Minutes(lifetime)));

    /// <summary>To the owner of an address with which somebody wanted to register, or to which somebody wanted to change.</summary>
    public static EmailMessage AddressTaken(EmailRecipient recipient, string login, string resetLink) =>
        new("address-taken", recipient, NoticeLifetime, ("login", login), ("link", resetLink));

    public static EmailMessage Invitation(EmailRecipient recipient, string link, TimeSpan lifetime) =>
        new("invitation", recipient, lifetime, ("link", link), ("days", Math.Max(1, (int)lifetime.TotalDays).ToString(CultureInfo.InvariantCulture)));

    public static EmailMessage ResetLink(EmailRecipient recipient, string login, string link, TimeSpan lifetime) =>
        new("reset-link", recipient, lifetime, ("login", login), ("link", link), ("minutes", Minutes(lifetime)));

    public static EmailMessage ResetCode(EmailRecipient recipient, string login, string code, TimeSpan lifetime) =>
        new("reset-code", recipient, lifetime, ("login", login), ("code", code), ("minutes", Minutes(lifetime)));

    /// <summary>The password is another one now.</summary>
    public static EmailMessage PasswordChanged(EmailRecipient recipient, string login, DateTimeOffset at) =>
        new("password-changed", recipient, NoticeLifetime, ("login", login), ("time", Time(at)));

    /// <summary>To the address that the account had until now.</summary>
    public static EmailMessage EmailChanged(EmailRecipient recipient, string login, DateTimeOffset at) =>
        new("email-changed", recipient, NoticeLifetime, ("login", login), ("time", Time(at)));

    /// <summary>Whoever is somebody at another site can sign in as the account from now on.</summary>
    public static EmailMessage AccountLinked(EmailRecipient recipient, string login, string other, DateTimeOffset at) =>
        new("account-linked", recipient, NoticeLifetime, ("login", login), ("other", other), ("time", Time(at)));

    /// <summary>Somebody signed in with a device that the account has not seen before.</summary>
    public static EmailMessage NewDevice(EmailRecipient recipient, string login, string? device, string? address, DateTimeOffset at) =>
        new("new-device", recipient, NoticeLifetime, ("login", login), ("device", device ?? Unknown.In(recipient.Language)),
            ("address", address ?? Unknown.In(recipient.Language)), ("time", Time(at)));

    /// <summary>To the administrators: an endpoint takes nothing any more. Its path may have a secret in it, so only the host is named.</summary>
    public static EmailMessage WebhookDisabled(EmailRecipient recipient, string webhookId, string host, string reason, DateTimeOffset at) =>
        new("webhook-disabled", recipient, NoticeLifetime, ("webhook", webhookId), ("host", host), ("reason", reason), ("time", Time(at)));

    /// <summary>What an operator sends to see whether mail goes out.</summary>
    public static EmailMessage Test(EmailRecipient recipient, DateTimeOffset at) =>
        new("test", recipient, TimeSpan.FromHours(1), ("time", Time(at)));

    public override string ToString() => Kind; // never a link or a code

    private static string Minutes(TimeSpan lifetime) => ((int)lifetime.TotalMinutes).ToString(CultureInfo.InvariantCulture);

    private static string Time(DateTimeOffset at) => at.ToUniversalTime().ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
