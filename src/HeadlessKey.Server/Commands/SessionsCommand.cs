using System.CommandLine;
using System.Globalization;
using HeadlessKey.Events;
using HeadlessKey.Http;
using HeadlessKey.Sessions;
using HeadlessKey.Storage;
using HeadlessKey.Tokens;
using HeadlessKey.Users;

namespace HeadlessKey.Server.Commands;

/// <summary><c>headlesskey sessions …</c>: who is signed in.</summary>
internal static class SessionsCommand
{
    private const int MostListed = 1000;
    private const string Reason = "operator";

    private static readonly Option<string?> User = new("--user") { Description = "A login, an e-mail address or an id.", HelpName = "LOGIN" };

    public static Command Create() => new("sessions", "List and end sessions.") { List(), Revoke() };

    private static Command List()
    {
        var command = new Command("list", $"List live sessions, newest first, at most {MostListed}.") { User, Table.Json };
        command.SetAction((parsed, cancellationToken) => CommandRunner.WithServicesAsync(parsed, async (services, token) =>
        {
            var (userId, fault) = await FindUserAsync(services, parsed, token);
            if (fault is not null)
            {
                return CommandRunner.Refuse(fault);
            }

            var table = new Table("ID", "User", "Created", "Last seen", "Address", "Device");
            foreach (var session in await services.GetRequiredService<SessionStore>().ListLiveAsync(userId, MostListed, token))
            {
                table.Add(
                    session.Id, session.UserId.ToString(CultureInfo.InvariantCulture), ApiTime.Format(session.CreatedAt),
                    ApiTime.Format(session.RotatedAt), session.Address ?? "-", session.Device ?? session.UserAgent ?? "-");
            }

            table.Print(parsed);
            return CommandRunner.Done;
        }, cancellationToken));
        return command;
    }

    private static Command Revoke()
    {
        var id = new Argument<string?>("ID") { Description = "A session's id.", Arity = ArgumentArity.ZeroOrOne };
        var all = new Option<bool>("--all") { Description = "Every session of everybody." };
        var command = new Command("revoke", "End sessions: one by id, a user's with --user, or all.") { id, User, all };
        command.Validators.Add(result =>
        {
            var given = (result.GetValue(id) is null ? 0 : 1) + (result.GetValue(User) is null ? 0 : 1) + (result.GetValue(all) ? 1 : 0);
            if (given != 1)
            {
                result.AddError("Say which: an ID, --user LOGIN, or --all.");
            }
        });
        command.SetAction((parsed, cancellationToken) => CommandRunner.WithServicesAsync(parsed, async (services, token) =>
        {
            var (userId, fault) = await FindUserAsync(services, parsed, token);
            if (fault is not null)
            {
                return CommandRunner.Refuse(fault);
            }

            var ended = await Progress.ShowAsync("Ending sessions", EndAsync(services, parsed.GetValue(id), userId));
            if (ended == 0 && parsed.GetValue(id) is { } unknown)
            {
                return CommandRunner.Refuse($"There is no live session {unknown}. See: headlesskey sessions list");
            }

            Console.WriteLine($"Ended {Plural.Of(ended, "session")}.");
            return CommandRunner.Done;
        }, cancellationToken));
        return command;
    }

    private static Task<int> EndAsync(IServiceProvider services, string? sessionId, long? userId)
    {
        var ender = services.GetRequiredService<SessionEnder>();
        return services.GetRequiredService<Database>().WriteAsync(async transaction =>
        {
            var ended = (sessionId, userId) switch
            {
                ({ } session, _) => await ender.EndAsync(transaction, session, Reason, CancellationToken.None),
                (_, { } user) => await ender.EndAllAsync(transaction, user, Reason, CancellationToken.None),
                _ => await ender.EndEveryoneAsync(transaction, Reason, CancellationToken.None),
            };
            if (sessionId is null || ended.Count > 0)
            {
                await services.GetRequiredService<SecurityEventLog>().AppendAsync(
                    transaction, SecurityEvent.SessionsEnded(userId, sessionId, Reason), CancellationToken.None);
            }

            return ended.Count;
        });
    }

    private static async Task<(long? UserId, string? Fault)> FindUserAsync(
        IServiceProvider services, ParseResult parsed, CancellationToken cancellationToken)
    {
        if (parsed.GetValue(User) is not { } name)
        {
            return (null, null);
        }

        return await UserCommand.FindKnownAsync(services.GetRequiredService<UserStore>(), name, cancellationToken) is { } user
            ? (user.Id, null)
            : (null, $"There is no user {name}.");
    }
}
