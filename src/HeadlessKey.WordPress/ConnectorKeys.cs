using System.Text.Json;
using HeadlessKey.SigningKeys;
using HeadlessKey.Storage;
using HeadlessKey.WordPress.Connector;
using Microsoft.Extensions.Logging;

namespace HeadlessKey.WordPress;

/// <summary>
/// Tells WordPress the public keys at each start and whenever they change. A key is announced long before it signs, so WordPress knows it by
/// then. The secret of HS256 is not sent: it stands in the site's constants or nowhere.
/// </summary>
internal sealed partial class ConnectorKeys(KeyRing keys, ConnectorClient connector, TimeProvider time, ILogger<ConnectorKeys> logger) : WokenWorker(logger)
{
    private const int Most = 16;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    private string? told; // nothing yet, which is not the same as no key at all: the site may know one that was dropped since
    private DateTimeOffset notBefore;

    /// <summary>The keys as the connector takes them, the newest ones last.</summary>
    public static KeysCall CallFor(IEnumerable<SigningKey> live) => new(
        [.. live.Where(key => key.Material.PublicPem is not null).TakeLast(Most).Select(key => new PublicKeyEntry(key.Kid, key.Algorithm, key.Material.PublicPem!))]);

    public override async Task<bool> RunOnceAsync(CancellationToken cancellationToken)
    {
        var call = CallFor(keys.Live);
        var names = string.Join(' ', call.Keys.Select(key => key.Kid));
        if (names == told || time.GetUtcNow() < notBefore)
        {
            return false;
        }

        var answer = await connector.CallAsync("/keys", JsonSerializer.SerializeToUtf8Bytes(call, ConnectorJsonContext.Default.KeysCall), cancellationToken);
        if (answer is ConnectorAnswer.Signed { Status: 200 })
        {
            told = names;
            Log.Told(logger, names.Length > 0 ? names : "(none of them is public)");
        }
        else
        {
            notBefore = time.GetUtcNow() + Pause;
            Log.NotTold(logger, answer is ConnectorAnswer.Silence silence ? silence.Why : answer.ToString()!);
        }

        return false;
    }

    private static partial class Log
    {
        [LoggerMessage(LogIds.DirectoryKeysTaken, LogLevel.Information, "WordPress knows the signing keys {Kids}")]
        public static partial void Told(ILogger logger, string kids);

        [LoggerMessage(LogIds.DirectoryKeysNotTaken, LogLevel.Warning, "WordPress could not be told the signing keys ({Why}); tokens of a new key are refused there until it is. Trying again")]
        public static partial void NotTold(ILogger logger, string why);
    }
}
