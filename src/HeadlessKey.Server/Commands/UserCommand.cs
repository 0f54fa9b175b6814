using System.CommandLine;
using System.Globalization;
using HeadlessKey.Directory;
using HeadlessKey.Events;
using HeadlessKey.Http;
using HeadlessKey.Lockout;
using HeadlessKey.Roles;
using HeadlessKey.Storage;
using HeadlessKey.Users;

namespace HeadlessKey.Server.Commands;

/// <summary><c>headlesskey user …</c>: accounts.</summary>
internal static class UserCommand
{
    private const int PageSize = 500;

    private static readonly Argument<string> Login = new("LOGIN") { Description = "The login, the e-mail address, or the id." };
    private static readonly Option<string[]> Roles = new("--role") { Description = "A role; may be given several times.", HelpName = "ROLE" };

    public static Command Create() => new("user", "Make, list and change accounts.")
    {
        Add(),
        UserInviteCommand.Create(),
        List(),
        Show(),
        Verb("set-password", "Set a password, read from a prompt or standard input. Ends every session.", async (accounts, user, _, cancellationToken) =>
            await accounts.SetPasswordAsync(user.Id, PasswordPrompt.Read(), cancellationToken)),
        SetRoles(),
        Verb("verify-email", "Say that the e-mail address is the user's own.", (accounts, user, _, _) => accounts.VerifyEmailAsync(user.Id)),
        Verb("disable", "Switch an account off. Ends every session.", (accounts, user, _, _) => accounts.DisableAsync(user.Id)),
        Verb("enable", "Switch an account on again.", (accounts, user, _, _) => accounts.EnableAsync(user.Id)),
        Unlock(),
        Verb("delete", "Delete an account. Ends every session.", (accounts, user, _, _) => accounts.DeleteAsync(user.Id)),
        UserImportCommand.Create(),
        UserExportCommand.Create(),
    };

    private static Command Add()
    {
        var login = new Argument<string>("LOGIN");
        var email = new Argument<string>("EMAIL");
        var name = new Option<string?>("--name") { Description = "The display name; default: the login." };
        var command = new Command("add", "Make an account. The password comes from a prompt or standard input.") { login, email, name, Roles };
        command.SetAction((parsed, cancellationToken) => CommandRunner.WithServicesAsync(parsed, async (services, token) =>
        {
            var accounts = services.GetRequiredService<UserAccounts>();
            var roles = parsed.GetValue(Roles) is { Length: > 0 } given ? given : [Role.Subscriber];
            var (user, fault) = await accounts.PrepareAsync(
                parsed.GetRequiredValue(login), parsed.GetRequiredValue(email), parsed.GetValue(name) ?? parsed.GetRequiredValue(login),
                PasswordPrompt.Read(), roles, emailVerified: true, token);
            var id = 0L;
            if (user is not null)
            {
                (id, fault) = await accounts.CreateAsync(user, "command line", client: null);
            }

            return fault is null ? Say($"Made user {id}.") : CommandRunner.Refuse(AccountFaultText.Of(fault));
        }, cancellationToken));
        return command;
    }

    private static Command List()
    {
        var role = new Option<string?>("--role") { Description = "Only users with this role.", HelpName = "ROLE" };
        var command = new Command("list", "List accounts.") { role, Table.Json };
        command.SetAction((parsed, cancellationToken) => CommandRunner.WithServicesAsync(parsed, async (services, token) =>
        {
            var table = new Table("ID", "Login", "Email", "Roles", "Registered", "State");
            var users = services.GetRequiredService<UserStore>();
            var page = await users.ListAsync(0, parsed.GetValue(role), PageSize, token);
            while (page.Count > 0)
            {
                page.ForEach(user => table.Add(
                    Number(user.Id), user.Login, user.Email, string.Join(',', user.Roles), ApiTime.Format(user.RegisteredAt), State(user)));
                page = await users.ListAsync(page[^1].Id, parsed.GetValue(role), PageSize, token);
            }

            table.Print(parsed);
            if (!services.GetRequiredService<IUserDirectory>().IsOurs)
            {
                Console.Error.WriteLine("These have signed in here, as they were then. All people of the site are listed in WordPress.");
            }

            return CommandRunner.Done;
        }, cancellationToken));
        return command;
    }

    private static Command Show()
    {
        var command = new Command("show", "Show one account.") { Login, Table.Json };
        command.SetAction((parsed, cancellationToken) => WithUserAsync(parsed, (_, user, _) =>
        {
            var table = new Table("Field", "Value");
            table.Add("ID", Number(user.Id));
            table.Add("Login", user.Login);
            table.Add("Email", user.Email);
            table.Add("Email verified", user.EmailVerifiedAt is { } verifiedAt ? ApiTime.Format(verifiedAt) : "no");
            table.Add("Display name", user.DisplayName);
            table.Add("Roles", string.Join(',', user.Roles));
            table.Add("Registered", ApiTime.Format(user.RegisteredAt));
            table.Add("State", State(user));
            table.Print(parsed);
            return Task.FromResult(CommandRunner.Done);
        }, cancellationToken));
        return command;
    }

    private static Command SetRoles()
    {
        var roles = new Argument<string[]>("ROLES") { Description = "The roles from now on.", Arity = ArgumentArity.ZeroOrMore };
        var command = new Command("set-roles", "Set the roles. Access tokens that say otherwise end.") { Login, roles };
        command.SetAction((parsed, cancellationToken) => WithUserAsync(parsed, async (services, user, _) =>
            Answer(user, await services.GetRequiredService<UserAccounts>().SetRolesAsync(user.Id, parsed.GetValue(roles) ?? [])), cancellationToken));
        return command;
    }

    private static Command Unlock()
    {
        var command = new Command("unlock", "Lift the locks that wrong passwords have put on an account.") { Login };
        command.SetAction((parsed, cancellationToken) => WithUserAsync(parsed, async (services, user, _) =>
        {
            var lifted = await services.GetRequiredService<Database>().WriteAsync(async transaction =>
            {
                await services.GetRequiredService<SecurityEventLog>().AppendAsync(transaction, SecurityEvent.UserUnlocked(user.Id), CancellationToken.None);
                return await services.GetRequiredService<AttemptGate>().UnlockAsync(transaction, user.Id);
            });
            return Say(lifted == 0 ? $"Nothing was counted against user {user.Id}, {user.Login}." : $"Done: user {user.Id}, {user.Login}.");
        }, cancellationToken));
        return command;
    }

    private static Command Verb(
        string name, string description, Func<UserAccounts, User, ParseResult, CancellationToken, Task<AccountFault?>> change)
    {
        var command = new Command(name, description) { Login };
        command.SetAction((parsed, cancellationToken) => WithUserAsync(parsed, async (services, user, token) =>
            Answer(user, await change(services.GetRequiredService<UserAccounts>(), user, parsed, token)), cancellationToken));
        return command;
    }

    private static Task<int> WithUserAsync(
        ParseResult parsed, Func<IServiceProvider, User, CancellationToken, Task<int>> work, CancellationToken cancellationToken) =>
        CommandRunner.WithServicesAsync(parsed, async (services, token) =>
        {
            var name = parsed.GetRequiredValue(Login);
            var user = await FindAsync(services.GetRequiredService<IUserDirectory>(), name, token);
            return user is null ? CommandRunner.Refuse($"There is no user {name}.") : await work(services, user, token);
        }, cancellationToken);

    internal static async Task<User?> FindAsync(IUserDirectory users, string name, CancellationToken cancellationToken) =>
        await users.FindByLoginAsync(name, cancellationToken)
        ?? (long.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? await users.FindByIdAsync(id, cancellationToken) : null);

    /// <summary>The same among our own rows: who has a session has one, and it can be ended while nobody else answers.</summary>
    internal static async Task<User?> FindKnownAsync(UserStore users, string name, CancellationToken cancellationToken) =>
        await users.FindByLoginAsync(name, cancellationToken)
        ?? (long.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? await users.FindByIdAsync(id, cancellationToken) : null);

    private static int Answer(User user, AccountFault? fault) =>
        fault is null ? Say($"Done: user {user.Id}, {user.Login}.") : CommandRunner.Refuse(AccountFaultText.Of(fault));

    private static int Say(string text)
    {
        Console.WriteLine(text);
        return CommandRunner.Done;
    }

    private static string State(User user) => user.IsDisabled ? "disabled" : "active";

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
