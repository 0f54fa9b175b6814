using System.CommandLine;
using System.Globalization;
using HeadlessKey.Email;
using HeadlessKey.Http;

namespace HeadlessKey.Server.Commands;

/// <summary><c>headlesskey email …</c>: try it, see it, and see what is stuck.</summary>
internal static class EmailCommand
{
    private const int Most = 1000;
    private const string Default = "en";

    private static readonly Option<string> Lang = CreateLang();

    public static Command Create() => new("email", "Try mail out, look at its texts and at what waits.") { Test(), Preview(), Queue(), Retry() };

    private static Command Test()
    {
        var address = new Argument<string>("ADDRESS") { Description = "Where it goes." };
        var command = new Command("test", "Send a test mail at once, past the queue, and say what happened.") { address, Lang };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var app = ServerHost.BuildServices(ServerArguments.From(parsed));
            var options = app.Services.GetRequiredService<HeadlessKeyOptions>();
            if (options.Email.Transport == EmailOptions.NoTransport)
            {
                return CommandRunner.Refuse("HeadlessKey:Email:Transport is none: no mail is sent. Set it to smtp or file.");
            }

            var to = parsed.GetRequiredValue(address);
            var message = EmailMessage.Test(
                new EmailRecipient(to, string.Empty, Language(parsed), UserId: null), app.Services.GetRequiredService<TimeProvider>().GetUtcNow());
            var email = app.Services.GetRequiredService<EmailComposer>().Compose(
                Secrets.RandomId.Handle(), message.Kind, to, EmailSample.ContentOf(message));
            return await Progress.ShowAsync("Sending", app.Services.GetRequiredService<IEmailSender>().SendAsync(email, cancellationToken)) switch
            {
                EmailSendResult.Sent sent => Say($"Sent. {sent.Answer}"),
                EmailSendResult.FailedForNow failed => CommandRunner.Refuse($"Not sent. {failed.Reason}"),
                EmailSendResult.Refused refused => CommandRunner.Refuse($"Not sent. {refused.Reason}"),
                var other => throw new InvalidOperationException($"Unexpected {other}."),
            };
        });
        return command;
    }

    private static Command Preview()
    {
        var kind = new Argument<string?>("KIND") { Description = "Which mail; without it, the kinds are listed.", Arity = ArgumentArity.ZeroOrOne };
        var folder = new Option<DirectoryInfo?>("--out") { Description = "Write KIND.LANG.html and .txt into this folder.", HelpName = "DIR" };
        var command = new Command("preview", "Show a mail as it would be sent, with your own templates.") { kind, Lang, folder };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var app = ServerHost.BuildServices(ServerArguments.From(parsed));
            var samples = EmailSample.Each(Language(parsed), app.Services.GetRequiredService<AccountLinks>());
            if (parsed.GetValue(kind) is not { } wanted)
            {
                return Say(string.Join(Environment.NewLine, samples.Select(sample => sample.Kind)));
            }

            if (samples.FirstOrDefault(sample => sample.Kind == wanted) is not { } message)
            {
                return CommandRunner.Refuse($"There is no mail {wanted}. There are: {string.Join(", ", samples.Select(sample => sample.Kind))}.");
            }

            var email = app.Services.GetRequiredService<EmailComposer>().Compose("preview", message.Kind, message.Recipient.Address, EmailSample.ContentOf(message));
            return parsed.GetValue(folder) is { } target
                ? await WriteAsync(email, target, cancellationToken)
                : Say($"Subject: {email.Subject}{Environment.NewLine}{Environment.NewLine}{email.Text.TrimEnd()}");
        });
        return command;
    }

    private static Command Queue()
    {
        var command = new Command("queue", "List the mail that waits and the mail that was given up.") { Table.Json };
        command.SetAction((parsed, cancellationToken) => CommandRunner.WithServicesAsync(parsed, async (services, token) =>
        {
            var table = new Table("ID", "Kind", "To", "Queued", "State", "Tries", "Next try", "Last error");
            foreach (var mail in await services.GetRequiredService<EmailQueueStore>().ListAsync(Most, token))
            {
                table.Add(
                    mail.Id, mail.Kind, mail.Recipient, ApiTime.Format(mail.CreatedAt), State(mail), mail.Tries.ToString(CultureInfo.InvariantCulture),
                    mail.GivenUpAt is null ? ApiTime.Format(mail.NextTryAt) : "-", mail.LastError ?? "-");
            }

            table.Print(parsed);
            return CommandRunner.Done;
        }, cancellationToken));
        return command;
    }

    private static Command Retry()
    {
        var id = new Argument<string?>("ID") { Description = "One mail; without it, all that wait.", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("retry", "Try waiting mail now. A running server sends it.") { id };
        command.SetAction((parsed, cancellationToken) => CommandRunner.WithServicesAsync(parsed, async (services, _) =>
        {
            var wanted = parsed.GetValue(id);
            var count = await services.GetRequiredService<EmailQueueStore>().RetryAsync(wanted);
            return count == 0 && wanted is not null
                ? CommandRunner.Refuse($"No mail {wanted} waits for its next try. See: headlesskey email queue")
                : Say($"{Plural.Of(count, "mail")} due now.");
        }, cancellationToken));
        return command;
    }

    private static string State(EmailState mail) =>
        mail.GivenUpAt is not null ? "given up" : mail is { Tries: > 0, LastError: null } ? "being sent" : "waiting";

    private static async Task<int> WriteAsync(OutgoingEmail email, DirectoryInfo folder, CancellationToken cancellationToken)
    {
        folder.Create();
        var name = Path.Combine(folder.FullName, $"{email.Kind}.{email.Language}");
        await File.WriteAllTextAsync($"{name}.html", email.Html, cancellationToken);
        await File.WriteAllTextAsync($"{name}.txt", $"Subject: {email.Subject}\n\n{email.Text}", cancellationToken);
        return Say($"{name}.html{Environment.NewLine}{name}.txt");
    }

    private static Language Language(ParseResult parsed) => Languages.OfLocale(parsed.GetValue(Lang)) ?? Languages.Default;

    private static Option<string> CreateLang()
    {
        var option = new Option<string>("--lang") { Description = "en or zh-CN; default: en.", HelpName = "LANG", DefaultValueFactory = _ => Default };
        option.AcceptOnlyFromAmong([.. Enum.GetValues<Language>().Select(Languages.Tag)]);
        return option;
    }

    private static int Say(string text)
    {
        Console.WriteLine(text);
        return CommandRunner.Done;
    }
}
