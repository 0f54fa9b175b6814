using System.CommandLine;
using HeadlessKey.Directory;
using HeadlessKey.Sso;
using HeadlessKey.Users;

namespace HeadlessKey.Server.Commands;

/// <summary><c>headlesskey sites links</c> and <c>unlink</c>: from which sites somebody comes in.</summary>
internal static class SiteLinksCommand
{
    private static readonly Argument<string> Login = new("LOGIN") { Description = "A login, an e-mail address or an id." };
    private static readonly Argument<string> Key = new("KEY") { Description = "What the site is called in requests." };

    public static Command CreateList()
    {
        var command = new Command("links", "List the sites that an account is linked with.") { Login, Table.Json };
        command.SetAction((parsed, cancellationToken) => ForUserAsync(parsed, async (flow, user, token) =>
        {
            var table = new Table("Site", "Name", "Linked", "Last used");
            foreach (var link in (await flow.ListAsync(user.Id, token)).Links)
            {
                table.Add(link.Site, link.Name, link.Linked, link.LastUsed ?? "-");
            }

            table.Print(parsed);
            return CommandRunner.Done;
        }, cancellationToken));
        return command;
    }

    public static Command CreateUnlink()
    {
        var command = new Command("unlink", "Take away an account's link with a site. Its sessions that came from there end.") { Login, Key };
        command.SetAction((parsed, cancellationToken) => ForUserAsync(parsed, async (flow, user, _) =>
        {
            var key = parsed.GetRequiredValue(Key);
            if (await flow.UnlinkAsync(user.Id, key) is not LinkResult.Unlinked)
            {
                return CommandRunner.Refuse($"{user.Login} is not linked with {key}. See: headlesskey sites links {user.Id}");
            }

            Console.WriteLine($"Unlinked {user.Login} from {key}.");
            return CommandRunner.Done;
        }, cancellationToken));
        return command;
    }

    private static Task<int> ForUserAsync(ParseResult parsed, Func<SsoLinksFlow, User, CancellationToken, Task<int>> work, CancellationToken cancellationToken) =>
        CommandRunner.WithServicesAsync(parsed, async (services, token) =>
        {
            var login = parsed.GetRequiredValue(Login);
            return await UserCommand.FindAsync(services.GetRequiredService<IUserDirectory>(), login, token) is { } user
                ? await work(services.GetRequiredService<SsoLinksFlow>(), user, token)
                : CommandRunner.Refuse($"There is no user {login}.");
        }, cancellationToken);
}
