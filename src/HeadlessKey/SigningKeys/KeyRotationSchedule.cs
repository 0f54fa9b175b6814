using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace HeadlessKey.SigningKeys;

/// <summary>Announces a new key when the newest one has grown too old, or is not of the configured algorithm.</summary>
internal sealed partial class KeyRotationSchedule(
    KeyRing ring, KeyRotation rotation, HeadlessKeyOptions options, TimeProvider time, ILogger<KeyRotationSchedule> logger) : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMinutes(1);

    /// <summary>Rotates if it is time. A configured secret is the operator's to change.</summary>
    public async Task<bool> RunOnceAsync(CancellationToken cancellationToken)
    {
        if (ring.Live.Any(key => key.RetiresAt > time.GetUtcNow()))
        {
            await rotation.KeepLongEnoughAsync(cancellationToken);
        }

        if (options.SecretKey is not null || ring.Live is not [.., var newest] || !IsDue(newest))
        {
            return false;
        }

        if (await rotation.ReplaceAsync(newest.Kid, options.Keys.Algorithm ?? newest.Algorithm, cancellationToken) is not { } key)
        {
            return false; // another node was first
        }

        Log.Announced(logger, key.Kid, key.Algorithm, key.ActivatesAt);
        await ring.CatchUpAsync(cancellationToken);
        return true;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(LookEvery, time);
        do
        {
            try
            {
                await RunOnceAsync(stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                Log.Failed(logger, exception);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    // An imported key is the operator's choice, whatever its algorithm.
    private bool IsDue(SigningKey newest) =>
        (options.Keys.RotateEvery > TimeSpan.Zero && time.GetUtcNow() - newest.ActivatesAt >= options.Keys.RotateEvery)
        || (options.Keys.Algorithm is { } wanted && newest is { Origin: "generated" }
            && !string.Equals(newest.Algorithm, wanted, StringComparison.Ordinal));

    private static partial class Log
    {
        [LoggerMessage(LogIds.KeyAnnounced, LogLevel.Information, "Announced signing key {Kid} ({Algorithm}); it signs from {ActivatesAt}")]
        public static partial void Announced(ILogger logger, string kid, string algorithm, DateTimeOffset activatesAt);

        [LoggerMessage(LogIds.KeyRotationFailed, LogLevel.Error, "Could not rotate the signing key; trying again")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
