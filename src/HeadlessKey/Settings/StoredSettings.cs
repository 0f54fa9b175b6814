using HeadlessKey.Storage;
using Microsoft.Extensions.Logging;

namespace HeadlessKey.Settings;

/// <summary>Keeps the settings in force in step with what is stored, on every node.</summary>
internal sealed partial class StoredSettings(SettingStore store, SettingsReader reader, HeadlessKeyOptions options, ILogger<StoredSettings> logger)
    : IReplica, IDisposable
{
    private readonly SemaphoreSlim one = new(1, 1);
    private volatile State state = new(0, new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase), []);

    /// <summary>The stored values that are in force.</summary>
    public IReadOnlyDictionary<string, string> Used => state.Used;

    /// <summary>The stored values that are not.</summary>
    public IReadOnlyList<IgnoredSetting> Ignored => state.Ignored;

    /// <summary>What is stored must not keep a server from starting that could be told to store something else. Until then it is not ready.</summary>
    public bool MayComeLater => true;

    public async Task CatchUpAsync(CancellationToken cancellationToken)
    {
        await one.WaitAsync(cancellationToken); // an older state must not overtake a newer one
        try
        {
            var version = await store.GetVersionAsync(cancellationToken);
            if (version == state.Version)
            {
                return;
            }

            var (latest, used, ignored) = reader.ReadWhatStands(await store.ListAsync(cancellationToken));
            options.TakeOver(latest);
            foreach (var setting in ignored)
            {
                Log.Ignored(logger, setting.Key, setting.Reason);
            }

            state = new State(version, used, ignored);
        }
        finally
        {
            one.Release();
        }
    }

    public void Dispose() => one.Dispose();

    private sealed record State(long Version, IReadOnlyDictionary<string, string> Used, IReadOnlyList<IgnoredSetting> Ignored);

    private static partial class Log
    {
        [LoggerMessage(LogIds.StoredSettingIgnored, LogLevel.Error, "The stored setting HeadlessKey:{Key} has no effect: it {Reason}")]
        public static partial void Ignored(ILogger logger, string key, string reason);
    }
}
