using HeadlessKey.Directory;
using HeadlessKey.Roles;
using HeadlessKey.Secrets;
using HeadlessKey.Settings;
using HeadlessKey.SigningKeys;
using HeadlessKey.Storage;
using HeadlessKey.Users;
using HeadlessKey.Webhooks;

namespace HeadlessKey.Doctor;

/// <summary>Looks at an installation: what is wrong, and what to do.</summary>
internal sealed class Examination(
    SchemaMigrator migrator, DatabaseClock databaseClock, KeyRing ring, UserStore users, IUserDirectory directory, StoredSettings settings, EmailChecks email, WebhookStore webhooks, IEnumerable<IContributedCheck> contributed,
    HeadlessKeyOptions options, TimeProvider time)
{
    private static readonly TimeSpan ToleratedClockError = TimeSpan.FromSeconds(5);

    /// <summary>In this order: the first that fails names the cause, and the later ones may fail for the same reason.</summary>
    public IReadOnlyList<Check> Checks =>
    [
        new("master key file", Check.Wrong, _ => Task.FromResult(CheckMasterKeyFile())),
        new("database", Check.Wrong, CheckDatabaseAsync),
        new("clock", Check.Wrong, CheckClockAsync),
        new("signing keys", Check.Wrong, CheckKeysAsync),
        new("stored settings", Check.Warning, CheckStoredSettingsAsync),
        new("administrator", Check.Wrong, CheckAdministratorAsync),
        .. contributed.Select(one => one.Check),
        new("transport", Check.Wrong, _ => Task.FromResult(CheckTransport())),
        new("mail server", Check.Wrong, email.CheckServerAsync),
        new("mail queue", Check.Warning, email.CheckQueueAsync),
        new("webhooks", Check.Warning, CheckWebhooksAsync),
        new("mail links", Check.Warning, _ => Task.FromResult(email.CheckLinks())),
    ];

    public async Task<IReadOnlyList<CheckResult>> RunAsync(CancellationToken cancellationToken)
    {
        var results = new List<CheckResult>();
        foreach (var check in Checks)
        {
            results.Add(await RunAsync(check, cancellationToken));
        }

        return results;
    }

    public static async Task<CheckResult> RunAsync(Check check, CancellationToken cancellationToken)
    {
        try
        {
            var found = await check.Find(cancellationToken);
            return new CheckResult(check.Name, found is null ? CheckResult.Fine : check.Severity, found);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return new CheckResult(check.Name, Check.Wrong, exception.Message);
        }
    }

    private string? CheckMasterKeyFile()
    {
        var path = Path.Combine(options.Storage.DataFolder, MasterKeyFile.Name);
        return !OperatingSystem.IsWindows() && options.Storage.MasterKey is null
            && (File.GetUnixFileMode(path) & (UnixFileMode.GroupRead | UnixFileMode.OtherRead)) != UnixFileMode.None
                ? $"Others can read it. Run: chmod 600 {path}"
                : null;
    }

    private async Task<string?> CheckDatabaseAsync(CancellationToken cancellationToken)
    {
        var pending = await migrator.FindPendingAsync(cancellationToken);
        return pending.Count == 0 ? null : $"{pending.Count} migrations are missing. Run: headlesskey migrate";
    }

    private async Task<string?> CheckClockAsync(CancellationToken cancellationToken)
    {
        var difference = (await databaseClock.GetTimeAsync(cancellationToken) - time.GetUtcNow()).Duration();
        return difference <= ToleratedClockError
            ? null
            : $"This machine and the database are {difference.TotalSeconds:N0} s apart. Tokens count in seconds: set the clock by NTP on both.";
    }

    private async Task<string?> CheckKeysAsync(CancellationToken cancellationToken)
    {
        await ring.CatchUpAsync(cancellationToken);
        if (ring.Live.Count == 0)
        {
            return "There are none. The first start makes one; or run: headlesskey keys list";
        }

        _ = ring.GetSigning();
        return null;
    }

    private async Task<string?> CheckStoredSettingsAsync(CancellationToken cancellationToken)
    {
        await settings.CatchUpAsync(cancellationToken);
        return settings.Ignored.Count == 0
            ? null
            : $"Stored, but without effect: {string.Join(' ', settings.Ignored.Select(ignored => $"{ignored.Key} {ignored.Reason}"))} Change them, or run: headlesskey settings reset KEY";
    }

    private async Task<string?> CheckAdministratorAsync(CancellationToken cancellationToken) =>
        !directory.IsOurs || (await users.ListAsync(0, Role.Administrator, 1, cancellationToken)).Count > 0
            ? null
            : "There is none yet. Open the link that the server prints at its start, or run: headlesskey user add LOGIN EMAIL --role administrator";

    private async Task<string?> CheckWebhooksAsync(CancellationToken cancellationToken) =>
        (await webhooks.ListAsync(cancellationToken)).Count(webhook => webhook.DisabledAt is not null) is > 0 and var off
            ? $"Switched off: {Plural.Of(off, "webhook")}. See: headlesskey webhooks list"
            : null;

    private string? CheckTransport()
    {
        var url = new Uri(options.PublicUrl!);
        return url.IsLoopback || url.Scheme == Uri.UriSchemeHttps
            ? null
            : $"HeadlessKey:PublicUrl is {url}: passwords would travel in the clear. Put a TLS proxy in front and set the https address.";
    }
}
