using System.Text.RegularExpressions;
using HeadlessKey.Email;
using HeadlessKey.Http;

namespace HeadlessKey.Tests.Email;

/// <summary>The texts that ship: whole, alike in both languages, and loading nothing from elsewhere.</summary>
public sealed partial class EmailTemplateTests
{
    public static TheoryData<string, string> EveryKindAndLanguage =>
        [.. SampleEmail.Each().SelectMany(message => Enum.GetValues<Language>().Select(language => (message.Kind, language.ToString())))];

    public static TheoryData<string> EveryTemplate => [.. EmailTemplates.Names];

    public static TheoryData<string> EveryTemplateOfAKind => [.. EmailTemplates.Names.Where(name => name != EmailTemplates.Layout)];

    [Theory, MemberData(nameof(EveryKindAndLanguage))]
    public void Every_kind_is_written_in_every_language(string kind, string language)
    {
        var email = Compose(kind, language);

        email.Subject.ShouldContain(SampleEmail.Site);
        email.Text.ShouldContain("Ada Lovelace");
        email.Text.ShouldContain(SampleEmail.Site);
        email.Html.ShouldContain("Example &amp; Sons");
        $"{email.Subject}{email.Text}{email.Html}".ShouldNotContain("{{");
        email.Language.ShouldBe(Languages.Tag(Enum.Parse<Language>(language)));
    }

    [Theory, MemberData(nameof(EveryKindAndLanguage))]
    public void A_mail_shows_every_value_that_it_was_given(string kind, string language)
    {
        var message = SampleEmail.Each().Single(message => message.Kind == kind);
        var email = Compose(kind, language);

        foreach (var (name, value) in message.Values.Where(value => value.Key is not ("minutes" or "days")))
        {
            email.Text.ShouldContain(value, Case.Sensitive, name);
            email.Html.ShouldContain(System.Net.WebUtility.HtmlEncode(value), Case.Sensitive, name);
        }
    }

    [Theory]
    [InlineData("reset-link", Language.English, "within 1 hour.")]
    [InlineData("reset-link", Language.SimplifiedChinese, "1 小时内有效")]
    [InlineData("reset-code", Language.English, "within 10 minutes.")]
    [InlineData("reset-code", Language.SimplifiedChinese, "10 分钟内有效")]
    [InlineData("invitation", Language.English, "within 7 days.")]
    [InlineData("invitation", Language.SimplifiedChinese, "7 天内有效")]
    internal void A_mail_says_how_long_it_is_good(string kind, Language language, string saying)
    {
        var email = Compose(kind, language.ToString());

        email.Text.ShouldContain(saying);
        email.Html.ShouldContain(saying);
    }

    [Theory, MemberData(nameof(EveryKindAndLanguage))]
    public void The_code_and_the_link_are_not_in_the_subject_that_a_locked_screen_shows(string kind, string language)
    {
        var email = Compose(kind, language);

        email.Subject.ShouldNotContain(SampleEmail.Code);
        email.Subject.ShouldNotContain("token");
    }

    [Theory, MemberData(nameof(EveryTemplate))]
    public void A_template_names_no_address_of_its_own_and_loads_nothing(string name)
    {
        var template = EmailTemplates.ReadBuiltIn(name);

        foreach (var outside in new[] { "http", "src=", "url(", "@import", "<img", "<script", "<link", "<form", "cid:" })
        {
            template.ShouldNotContain(outside, Case.Insensitive);
        }
    }

    [Theory, MemberData(nameof(EveryTemplateOfAKind))]
    public void A_template_has_the_same_values_in_text_and_html_and_in_both_languages(string name)
    {
        var kind = name.Split('.')[0];

        Values(name).ShouldBe(Values($"{kind}.en.txt"));
    }

    [Fact]
    public void There_are_templates_for_the_kinds_and_for_nothing_else() =>
        EmailTemplates.Names.ShouldBe(
            SampleEmail.Each().SelectMany(message => new[] { "en", "zh-CN" }.SelectMany(tag => new[] { $"{message.Kind}.{tag}.html", $"{message.Kind}.{tag}.txt" }))
                .Append(EmailTemplates.Layout).Order(StringComparer.Ordinal));

    private static OutgoingEmail Compose(string kind, string language) =>
        SampleEmail.Compose(SampleEmail.Each(Enum.Parse<Language>(language)).Single(message => message.Kind == kind));

    private static string[] Values(string name) =>
        [.. Hole.Matches(EmailTemplates.ReadBuiltIn(name)).Select(hole => hole.Value).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    [GeneratedRegex(@"\{\{\w+\}\}")]
    private static partial Regex Hole { get; }
}
