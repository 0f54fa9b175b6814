using System.CommandLine;
using HeadlessKey.Http;
using HeadlessKey.Registration;

namespace HeadlessKey.Server.Commands;

/// <summary><c>headlesskey user invite</c>: asks somebody by mail to make an account.</summary>
internal static class UserInviteCommand
{
    public static Command Create()
    {
        var email = new Argument<string>("EMAIL") { Description = "Who is invited." };
        var role = new Option<string?>("--role") { Description = "The role of the account; default: HeadlessKey:Registration:DefaultRole.", HelpName = "ROLE" };
        var language = new Option<string>("--lang") { Description = "The language of the mail.", DefaultValueFactory = _ => Languages.Tag(Languages.Default) };
        language.AcceptOnlyFromAmong([.. Enum.GetValues<Language>().Select(Languages.Tag)]);
        var command = new Command("invite", "Ask somebody by mail to make an account.") { email, role, language };
        command.SetAction((parsed, cancellationToken) => CommandRunner.WithServicesAsync(parsed, async (services, _) =>
        {
            var address = parsed.GetRequiredValue(email);
            var result = await services.GetRequiredService<InvitationFlow>().RunAsync(
                address, parsed.GetValue(role), Languages.OfLocale(parsed.GetValue(language)) ?? Languages.Default);
            return result switch
            {
                InvitationResult.Sent sent => Say(address, sent, services.GetRequiredService<HeadlessKeyOptions>().Email.Transport),
                InvitationResult.Closed => CommandRunner.Refuse("Registration is closed, so nobody could accept. Set HeadlessKey:Registration:Mode to open or invitation."),
                InvitationResult.NoMail => CommandRunner.Refuse("This server sends no mail. Set HeadlessKey:Email:Transport."),
                InvitationResult.Refused refused => CommandRunner.Refuse(AccountFaultText.Of(refused.Fault)),
                var other => throw new InvalidOperationException($"Unexpected {other}."),
            };
        }, cancellationToken));
        return command;
    }

    private static int Say(string address, InvitationResult.Sent sent, string transport)
    {
        Console.WriteLine($"Invited {address}.");
        if (transport == EmailOptions.FileTransport)
        {
            Console.WriteLine(sent.Link); // nobody will get that mail: it becomes a file
        }

        return CommandRunner.Done;
    }
}
