using HeadlessKey.Testing;

namespace HeadlessKey.FunctionalTests.CommandLine;

/// <summary>Mail as an operator tries it out, looks at it and finds it stuck.</summary>
public sealed class EmailVerbTests
{
    [Fact]
    public async Task A_test_mail_is_sent_at_once_and_the_server_is_quoted()
    {
        await using var smtp = await SmtpServer.StartAsync();
        await using var place = await PlaceAsync(smtp);

        (await place.RunAsync("email", "test", "ops@example.test", "--lang", "zh-CN")).ExpectDone().Output
            .ShouldBe($"Sent. localhost:{smtp.Port}: 250 2.0.0 taken as 0001\n");

        var mail = smtp.Mails.ShouldHaveSingleItem();
        mail.Header("To").ShouldBe("<ops@example.test>");
        mail.Subject.ShouldEndWith("测试邮件");
    }

    [Fact]
    public async Task A_test_mail_that_is_not_taken_exits_with_1_and_says_why()
    {
        await using var smtp = await SmtpServer.StartAsync();
        await using var place = await PlaceAsync(smtp);
        smtp.Script("rcpt 550 5.7.1 relaying denied");
        (await place.RunAsync("email", "test", "ops@example.test")).ExpectRefused("Not sent. localhost:").Error.ShouldContain("550 5.7.1 relaying denied");

        await smtp.StopAsync();
        (await place.RunAsync("email", "test", "ops@example.test")).ExpectRefused("Connection refused");
    }

    [Fact]
    public async Task A_test_mail_becomes_a_file_without_a_mail_server()
    {
        await using var place = await Installation.CreateAsync(EveryEngineAttribute.Sqlite);

        (await place.RunAsync("email", "test", "ops@example.test")).ExpectDone().Output.ShouldStartWith("Sent. Written to ");

        var mail = ReceivedEmail.Read(System.IO.Directory.EnumerateFiles(Path.Combine(place.DataFolder, "mail")).ShouldHaveSingleItem());
        mail.Text.ShouldContain("Hello there,");
    }

    [Fact]
    public async Task Where_no_mail_is_sent_there_is_no_test_mail()
    {
        await using var place = await Installation.CreateAsync(EveryEngineAttribute.Sqlite, ("HeadlessKey__Email__Transport", "none"));

        (await place.RunAsync("email", "test", "ops@example.test")).ExpectRefused("HeadlessKey:Email:Transport is none");
    }

    [Fact]
    public async Task A_preview_shows_each_kind_with_the_operators_own_texts()
    {
        await using var place = await Installation.CreateAsync(EveryEngineAttribute.Sqlite, ("HeadlessKey__SiteName", "Example"));
        var kinds = (await place.RunAsync("email", "preview")).ExpectDone().Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        kinds.Length.ShouldBe(11);
        kinds.ShouldContain("reset-link");

        (await place.RunAsync("email", "preview", "reset-link")).ExpectDone().Output.ShouldStartWith("Subject: Set a new password for Example\n");
        var templates = System.IO.Directory.CreateDirectory(Path.Combine(place.DataFolder, "templates")).FullName;
        await File.WriteAllTextAsync(Path.Combine(templates, "reset-link.en.txt"), "Subject: Hej\n\n{{link}}\n");
        (await place.RunAsync("email", "preview", "reset-link")).ExpectDone().Output.ShouldStartWith("Subject: Hej\n\nhttp://127.0.0.1:5080/account/reset#token=");

        var broken = Path.Combine(templates, "reset-link.zh-CN.txt");
        await File.WriteAllTextAsync(broken, "Subject: Hej\n\n{{code}}\n");
        var passedOver = (await place.RunAsync("email", "preview", "reset-link", "--lang", "zh-CN")).ExpectDone();
        passedOver.Output.ShouldStartWith("Subject: 重新设置您在 Example 的密码\n");
        passedOver.Error.ShouldContain("it has {{code}}, but this mail only has");

        (await place.RunAsync("email", "preview", "nonsense")).ExpectRefused("There is no mail nonsense.");
    }

    [Fact]
    public async Task A_preview_is_written_to_files()
    {
        await using var place = await Installation.CreateAsync(EveryEngineAttribute.Sqlite);
        var folder = Path.Combine(place.DataFolder, "out");

        (await place.RunAsync("email", "preview", "reset-code", "--lang", "zh-CN", "--out", folder)).ExpectDone();

        System.IO.Directory.EnumerateFiles(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal).ShouldBe(["reset-code.zh-CN.html", "reset-code.zh-CN.txt"]);
    }

    [Theory, EveryEngine, Promise("W3")]
    public async Task What_is_stuck_is_listed_without_its_content_and_can_be_tried_again(string engine)
    {
        await using var smtp = await SmtpServer.StartAsync();
        smtp.Script("mail 451 not now");
        await using var place = await PlaceAsync(smtp, engine);
        await place.AddUserAsync();
        await using var server = await place.ServeAsync();
        (await place.RunWithInputAsync("another long password\n", "user", "set-password", "ada")).ExpectDone();
        await Eventually.TrueAsync(async () => (await place.RunAsync("email", "queue")).ExpectDone().Output.Contains("451 not now", StringComparison.Ordinal), TimeSpan.FromSeconds(30));

        var mail = (await place.RunAsync("email", "queue", "--json")).ExpectDone().Json[0];
        mail.GetProperty("kind").GetString().ShouldBe("password-changed");
        mail.GetProperty("to").GetString().ShouldBe("ada@example.test");
        mail.GetProperty("state").GetString().ShouldBe("waiting");
        mail.GetProperty("tries").GetString().ShouldBe("1");
        mail.ToString().ShouldNotContain("sealed");

        smtp.Script();
        (await place.RunAsync("email", "retry", "nonsense")).ExpectRefused("No mail nonsense waits");
        (await place.RunAsync("email", "retry", mail.GetProperty("id").GetString()!)).ExpectDone().Output.ShouldBe("1 mail due now.\n");
        (await smtp.NextMailAsync()).Header("To").ShouldBe("<ada@example.test>");
        (await place.RunAsync("email", "retry")).ExpectDone().Output.ShouldBe("0 mails due now.\n");
    }

    [Fact]
    public async Task The_doctor_asks_the_mail_server_and_warns_of_links_that_lead_nowhere()
    {
        await using var smtp = await SmtpServer.StartAsync("starttls", environment: ("AUTH", "required"));
        await using var place = await PlaceAsync(smtp, EveryEngineAttribute.Sqlite, ("SSL_CERT_FILE", smtp.CertificateFile));
        await place.AddUserAsync("root", "administrator");

        var healthy = (await place.RunAsync("doctor", "--json")).ExpectDone();
        State(healthy, "mail server").ShouldBe("ok");
        State(healthy, "mail queue").ShouldBe("ok");
        State(healthy, "mail links").ShouldBe("warning");

        var stripped = await place.RunAsync("doctor", "--json", "--set", "HeadlessKey:Email:Smtp:Security=tls");
        stripped.ExitCode.ShouldBe(1);
        State(stripped, "mail server").ShouldBe("wrong");

        var unknown = await place.RunAsync("doctor", "--json", "--set", "HeadlessKey:Email:Smtp:Username=x", "--set", "HeadlessKey:Email:Smtp:Password=canary-password-9");
        unknown.Output.ShouldContain("refused the sign-in: 535");
        unknown.Output.ShouldNotContain("canary-password-9");
    }

    private static string? State(Outcome doctor, string check) =>
        doctor.Json.EnumerateArray().Single(row => row.GetProperty("check").GetString() == check).GetProperty("state").GetString();

    private static Task<Installation> PlaceAsync(SmtpServer smtp, string engine = EveryEngineAttribute.Sqlite, params (string Name, string Value)[] more) =>
        Installation.CreateAsync(
            engine,
            [.. smtp.Settings().Select(setting => (setting.Key.Replace(":", "__", StringComparison.Ordinal), setting.Value!)), .. more]);
}
