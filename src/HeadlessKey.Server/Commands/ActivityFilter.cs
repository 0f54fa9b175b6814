using System.CommandLine;
using System.Globalization;
using HeadlessKey.ActivityLog;
using HeadlessKey.Http;
using HeadlessKey.Users;

namespace HeadlessKey.Server.Commands;

/// <summary>Which events: the options that search, export and tail share.</summary>
internal static class ActivityFilter
{
    private static readonly Option<string?> Since = new("--since") { Description = "From then on: 2026-11-26, 2026-11-26T04:00:00Z, or how long ago, such as 1.00:00:00 for a day.", HelpName = "TIME" };
    private static readonly Option<string?> Until = new("--until") { Description = "Before then, in the same forms.", HelpName = "TIME" };
    private static readonly Option<string?> User = new("--user") { Description = "By or about a user: a login, an e-mail address or an id, also of one who is gone.", HelpName = "LOGIN" };
    private static readonly Option<string?> Type = new("--type") { Description = "Such as login.failed, or token.* for all that begin so." };
    private static readonly Option<string?> Outcome = new Option<string?>("--outcome") { Description = "success or failure." }.AcceptOnlyFromAmong("success", "failure");
    private static readonly Option<string?> Address = new("--address") { Description = "From an address, or a network such as 203.0.113.0/24.", HelpName = "NETWORK" };
    private static readonly Option<string?> Session = new("--session") { Description = "Of one session.", HelpName = "ID" };
    private static readonly Option<string?> Text = new("--text") { Description = "With these words in type, detail, device, user agent or request id." };

    public static readonly Option[] WithoutTimes = [User, Type, Outcome, Address, Session, Text];
    public static readonly Option[] All = [Since, Until, .. WithoutTimes];

    /// <summary>The query, or why there is none.</summary>
    public static async Task<(ActivityQuery? Query, string? Fault)> ReadAsync(IServiceProvider services, ParseResult parsed, CancellationToken cancellationToken)
    {
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var query = new ActivityQuery
        {
            From = Time(parsed.GetValue(Since), now),
            To = Time(parsed.GetValue(Until), now),
            Type = parsed.GetValue(Type),
            Outcome = parsed.GetValue(Outcome),
            SessionId = parsed.GetValue(Session),
            Text = parsed.GetValue(Text),
        };
        if ((query.From is null && parsed.GetValue(Since) is { } wrong) || (query.To is null && (wrong = parsed.GetValue(Until)) is not null))
        {
            return (null, $"{wrong} is no time; write 2026-11-26, 2026-11-26T04:00:00Z, or how long ago, such as 1.00:00:00.");
        }

        if (parsed.GetValue(Address) is { } address)
        {
            if (!ClientAddress.TryParseNetwork(address, out var network))
            {
                return (null, $"{address} is no network; write 203.0.113.7, 203.0.113.0/24 or 2001:db8::/32.");
            }

            query = query with { Network = network };
        }

        if (parsed.GetValue(User) is { } name)
        {
            var found = await UserCommand.FindKnownAsync(services.GetRequiredService<UserStore>(), name, cancellationToken);
            if (found is null && !long.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            {
                return (null, $"There is no user {name}. For a deleted user give the id.");
            }

            query = query with { UserId = found?.Id ?? long.Parse(name, CultureInfo.InvariantCulture) };
        }

        return (query, null);
    }

    private static DateTimeOffset? Time(string? text, DateTimeOffset now) =>
        TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var ago) ? now - ago
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time
        : null;
}
