using HeadlessKey.Events;
using HeadlessKey.Server.Commands;
using HeadlessKey.SigningKeys;
using HeadlessKey.Storage;
using HeadlessKey.Tokens;

namespace HeadlessKey.Server;

/// <summary>
/// Makes a restored database fit to be used. It knows what it knew then: what was ended since would be alive again, and ids that were given
/// out since are given out once more, to others. So no token from before counts, and nobody stays signed in.
/// </summary>
internal sealed class RestoredDatabase(ServerArguments arguments, bool keepSessions)
{
    /// <summary>How many sessions were ended.</summary>
    public int Ended { get; private set; }

    /// <summary>Whether a configured secret signs, which nobody but the operator can change.</summary>
    public bool SecretIsConfigured { get; private set; }

    /// <summary>Works on the file before it has its name, so that no server ever opens it as it was.</summary>
    public async Task PrepareAsync(string path, string masterKey)
    {
        var there = new Dictionary<string, string?>(arguments.Settings, StringComparer.OrdinalIgnoreCase)
        {
            ["HeadlessKey:Storage:ConnectionString"] = $"Data Source={path}",
            ["HeadlessKey:Storage:MasterKey"] = masterKey,
        };
        await using var app = ServerHost.BuildServices(new ServerArguments(there));
        var services = app.Services;
        SecretIsConfigured = services.GetRequiredService<HeadlessKeyOptions>().SecretKey is not null;
        await services.GetRequiredService<SchemaMigrator>().MigrateAsync(CancellationToken.None);
        var ender = services.GetRequiredService<SessionEnder>();
        Ended = await services.GetRequiredService<Database>().WriteAsync(async transaction =>
        {
            await services.GetRequiredService<KeyRotation>().StartAnewAsync(transaction, CancellationToken.None);
            await services.GetRequiredService<Sessions.AdminSessionStore>().EndEveryoneAsync(transaction, askedBy: null);
            if (keepSessions)
            {
                return 0;
            }

            await services.GetRequiredService<SecurityEventLog>().AppendAsync(
                transaction, SecurityEvent.SessionsEnded(userId: null, sessionId: null, "restored"), CancellationToken.None);
            return (await ender.EndEveryoneAsync(transaction, "restored", CancellationToken.None)).Count;
        });
    }
}
