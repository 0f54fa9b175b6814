using HeadlessKey.Email;
using HeadlessKey.Tests.Infrastructure;

namespace HeadlessKey.Tests.Email;

/// <summary>An operator's own texts, in the data folder.</summary>
public sealed class OwnTemplateTests : IDisposable
{
    private readonly TempFolder folder = new();

    [Fact]
    public void A_file_of_the_same_name_replaces_a_template_and_no_other()
    {
        Write("reset-link.en.txt", "Subject: Hej {{name}}\n\nGo to {{ link }} at {{site}}.\n");

        var email = Compose();

        email.Subject.ShouldBe("Hej Ada Lovelace");
        email.Text.ShouldBe($"Go to {SampleEmail.Link} at {SampleEmail.Site}.\n");
        email.Html.ShouldContain("Hello Ada Lovelace,");
    }

    [Fact]
    public void The_layout_can_be_replaced_too()
    {
        Write("layout.html", "<h1>{{site}}, {{subject}}, {{lang}}</h1>{{content}}");

        Compose().Html.ShouldStartWith("<h1>Example &amp; Sons, Set a new password for Example &amp; Sons, en</h1><p");
    }

    [Theory]
    [InlineData("reset-link.en.txt", "Subject: Hi\n\n{{lnik}}\n")]
    [InlineData("reset-link.en.txt", "Hello {{name}},\n\n{{link}}\n")]
    [InlineData("reset-link.en.txt", "Subject:\n\n{{link}}\n")]
    [InlineData("reset-link.en.txt", "")]
    [InlineData("reset-link.en.html", "<p>{{code}}</p>")]
    [InlineData("layout.html", "<h1>{{site}}</h1>")]
    public void A_file_that_cannot_be_used_is_passed_over(string name, string text)
    {
        Write(name, text);

        var email = Compose();

        email.ShouldSatisfyAllConditions(
            () => email.Text.ShouldBe(SampleEmail.Compose(Message()).Text),
            () => email.Html.ShouldBe(SampleEmail.Compose(Message()).Html),
            () => email.Subject.ShouldBe(SampleEmail.Compose(Message()).Subject));
    }

    [Fact]
    public void A_file_that_is_far_too_large_is_passed_over()
    {
        Write("reset-link.en.txt", "Subject: Hi\n\n" + new string('x', 300_000));

        Compose().Subject.ShouldBe(SampleEmail.Compose(Message()).Subject);
    }

    public void Dispose() => folder.Dispose();

    private static EmailMessage Message() => SampleEmail.Each().Single(message => message.Kind == "reset-link");

    private OutgoingEmail Compose() => SampleEmail.Compose(Message(), SampleEmail.Options(folder.Path));

    private void Write(string name, string text)
    {
        System.IO.Directory.CreateDirectory(folder.File("templates"));
        File.WriteAllText(Path.Combine(folder.File("templates"), name), text);
    }
}
