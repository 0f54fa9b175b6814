using System.CommandLine;
using HeadlessKey.Roles;
using HeadlessKey.SigningKeys;
using HeadlessKey.Storage;
using HeadlessKey.Users;

namespace HeadlessKey.Server.Commands;

/// <summary><c>headlesskey doctor</c>: what is wrong, and what to do.</summary>
internal static class DoctorCommand
{
    private const string Wrong = "wrong";
    private const string Warning = "warning"; // worth a look, but nothing is broken

    private static readonly TimeSpan ToleratedClockError = TimeSpan.FromSeconds(5);

    public static Command Create()
    {
        var command = new Command("doctor", "Check configuration, database, clock, keys and mail.") { Table.Json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var app = ServerHost.BuildServices(ServerArguments.From(parsed));
            var table = new Table("Check", "State", "What to do");
            var healthy = true;
            foreach (var (name, weight, check) in Checks(app.Services))
            {
                string? fault;
                try
                {
                    fault = await check(cancellationToken);
                }
                catch (Exception exception) when (exception is not OperationCanceledException)
                {
                    fault = exception.Message;
                }

                table.Add(name, fault is null ? "ok" : weight, fault ?? "-");
                healthy &= fault is null || weight == Warning;
            }

            table.Print(parsed);
            return healthy ? CommandRunner.Done : CommandRunner.Refused;
        });
        return command;
    }

    private static IEnumerable<(string Name, string Weight, Func<CancellationToken, Task<string?>> Check)> Checks(IServiceProvider services)
    {
        // The first check that fails names the cause; the later ones may fail for the same reason.
        yield return ("configuration", Wrong, _ => Task.FromResult(CheckConfiguration(services)));
        yield return ("master key", Wrong, _ => Task.FromResult(CheckMasterKey(services)));
        yield return ("database", Wrong, token => CheckDatabaseAsync(services, token));
        yield return ("clock", Wrong, token => CheckClockAsync(services, token));
        yield return ("signing keys", Wrong, token => CheckKeysAsync(services, token));
        yield return ("administrator", Wrong, token => CheckAdministratorAsync(services, token));
        yield return ("transport", Wrong, _ => Task.FromResult(CheckTransport(services)));
        yield return ("mail server", Wrong, token => Progress.ShowAsync("Asking the mail server", EmailChecks.CheckServerAsync(services, token)));
        yield return ("mail queue", Warning, token => EmailChecks.CheckQueueAsync(services, token));
        yield return ("webhooks", Warning, token => CheckWebhooksAsync(services, token));
        yield return ("mail links", Warning, _ => Task.FromResult(EmailChecks.CheckLinks(services)));
    }

    private static string? CheckConfiguration(IServiceProvider services)
    {
        _ = services.GetRequiredService<HeadlessKeyOptions>(); // says itself what is wrong
        return null;
    }

    private static string? CheckMasterKey(IServiceProvider services)
    {
        _ = services.GetRequiredService<Secrets.MasterKey>();
        var options = services.GetRequiredService<HeadlessKeyOptions>().Storage;
        var path = Path.Combine(options.DataFolder, Secrets.MasterKeyFile.Name);
        return !OperatingSystem.IsWindows() && options.MasterKey is null
            && (File.GetUnixFileMode(path) & (UnixFileMode.GroupRead | UnixFileMode.OtherRead)) != UnixFileMode.None
                ? $"Others can read it. Run: chmod 600 {path}"
                : null;
    }

    private static async Task<string?> CheckDatabaseAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var pending = await services.GetRequiredService<SchemaMigrator>().FindPendingAsync(cancellationToken);
        return pending.Count == 0 ? null : $"{pending.Count} migrations are missing. Run: headlesskey migrate";
    }

    private static async Task<string?> CheckClockAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var database = services.GetRequiredService<DatabaseClock>();
        var difference = (await database.GetTimeAsync(cancellationToken) - services.GetRequiredService<TimeProvider>().GetUtcNow()).Duration();
        return difference <= ToleratedClockError
            ? null
            : $"This machine and the database are {difference.TotalSeconds:N0} s apart. Tokens count in seconds: set the clock by NTP on both.";
    }

    private static async Task<string?> CheckKeysAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var ring = services.GetRequiredService<KeyRing>();
        await ring.CatchUpAsync(cancellationToken);
        if (ring.Live.Count == 0)
        {
            return "There are none. The first start makes one; or run: headlesskey keys list";
        }

        _ = ring.GetSigning();
        return null;
    }

    private static async Task<string?> CheckAdministratorAsync(IServiceProvider services, CancellationToken cancellationToken) =>
        (await services.GetRequiredService<UserStore>().ListAsync(0, Role.Administrator, 1, cancellationToken)).Count > 0
            ? null
            : "There is none yet. Open the link that the server prints at its start, or run: headlesskey user add LOGIN EMAIL --role administrator";

    private static async Task<string?> CheckWebhooksAsync(IServiceProvider services, CancellationToken cancellationToken) =>
        (await services.GetRequiredService<Webhooks.WebhookStore>().ListAsync(cancellationToken)).Count(webhook => webhook.DisabledAt is not null) is > 0 and var off
            ? $"{off} webhook(s) are switched off. See: headlesskey webhooks list"
            : null;

    private static string? CheckTransport(IServiceProvider services)
    {
        var url = new Uri(services.GetRequiredService<HeadlessKeyOptions>().PublicUrl!);
        return url.IsLoopback || url.Scheme == Uri.UriSchemeHttps
            ? null
            : $"HeadlessKey:PublicUrl is {url}: passwords would travel in the clear. Put a TLS proxy in front and set the https address.";
    }
}
