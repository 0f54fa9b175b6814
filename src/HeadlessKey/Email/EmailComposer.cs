using System.Net;
using HeadlessKey.Http;

namespace HeadlessKey.Email;

/// <summary>Writes the finished mail from a kind, its values and the templates.</summary>
internal sealed class EmailComposer(HeadlessKeyOptions options, EmailTemplates templates)
{
    private const string SubjectLine = "Subject:";
    private const int LongestSubject = 200;

    /// <summary>A mail as it will arrive.</summary>
    public OutgoingEmail Compose(string id, string kind, string to, EmailContent content)
    {
        var language = Languages.OfLocale(content.Language) ?? Languages.Default;
        var tag = Languages.Tag(language);
        var values = new Dictionary<string, string>(content.Values, StringComparer.Ordinal)
        {
            ["site"] = options.SiteNameOrHost,
            ["name"] = SafeName.Greet(content.Name, language),
        };
        if (values.TryGetValue("login", out var login))
        {
            values["login"] = SafeName.Login(login);
        }

        if (LifetimeText.Find(content.Values) is { } lifetime)
        {
            values["lifetime"] = lifetime.In(language);
        }

        var (subject, text) = templates.Use($"{kind}.{tag}.txt", template => SplitSubject(EmailTemplate.Fill(template, values, Untouched)));
        var fragment = templates.Use($"{kind}.{tag}.html", template => EmailTemplate.Fill(template, values, WebUtility.HtmlEncode!));
        return new OutgoingEmail
        {
            Kind = kind,
            MessageId = $"{id}@{DomainOf(From)}",
            From = From,
            FromName = options.Email.FromName ?? options.SiteNameOrHost,
            To = to,
            Subject = subject,
            Text = text,
            Html = templates.Use(EmailTemplates.Layout, layout => FillLayout(layout, subject, values["name"], fragment, tag)),
            Language = tag,
        };
    }

    private string From => options.Email.From ?? $"no-reply@{HostOrLocalhost}";

    // An address of numbers has no mailboxes.
    private string HostOrLocalhost => new Uri(options.PublicUrl!) is { HostNameType: UriHostNameType.Dns } url ? url.IdnHost : "localhost";

    private string FillLayout(string layout, string subject, string name, string fragment, string tag)
    {
        const string Content = "content";
        var values = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["lang"] = tag,
            ["subject"] = WebUtility.HtmlEncode(subject),
            ["site"] = WebUtility.HtmlEncode(options.SiteNameOrHost),
            ["name"] = WebUtility.HtmlEncode(name),
            [Content] = fragment,
        };
        var page = EmailTemplate.Fill(layout, values, Untouched);
        return page.Contains(fragment, StringComparison.Ordinal) ? page : throw new FormatException($"it has no {{{{{Content}}}}}");
    }

    private static (string Subject, string Text) SplitSubject(string filled)
    {
        var end = filled.IndexOf('\n', StringComparison.Ordinal);
        return end > 0 && filled.StartsWith(SubjectLine, StringComparison.OrdinalIgnoreCase)
            && CleanText.Cut(filled[SubjectLine.Length..end].Trim(), LongestSubject) is { } subject
            ? (subject, filled[end..].Trim('\n') + "\n")
            : throw new FormatException($"its first line is not \"{SubjectLine} …\"");
    }

    private static string DomainOf(string address) => address[(address.LastIndexOf('@') + 1)..];

    private static string Untouched(string value) => value;
}
