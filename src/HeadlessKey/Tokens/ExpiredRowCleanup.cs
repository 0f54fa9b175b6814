using HeadlessKey.Sessions;
using HeadlessKey.Users;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace HeadlessKey.Tokens;

/// <summary>
/// Removes what no longer matters, in small bites so that no one waits. Every node may do it: what one has removed, the other
/// does not find.
/// </summary>
internal sealed partial class ExpiredRowCleanup(
    SessionStore sessions,
    RevocationStore revocations,
    EmailVerificationStore verifications,
    VerificationLimitStore verificationLimits,
    InvitationStore invitations,
    TimeProvider time,
    ILogger<ExpiredRowCleanup> logger)
    : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMinutes(10);

    // Long enough for who comes back late to be told that the session is over, rather than that the token is unknown.
    private static readonly TimeSpan KeepSessions = TimeSpan.FromDays(30);
    private static readonly TimeSpan KeepRevocations = TimeSpan.FromMinutes(10);

    public async Task RunOnceAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        while (await sessions.DeleteOverAsync(now - KeepSessions, cancellationToken) > 0)
        {
        }

        while (await revocations.DeleteExpiredAsync(now - KeepRevocations, cancellationToken) > 0)
        {
        }

        while (await verifications.DeleteExpiredAsync(cancellationToken) > 0)
        {
        }

        while (await verificationLimits.DeleteExpiredAsync(cancellationToken) > 0)
        {
        }

        while (await invitations.DeleteExpiredAsync(cancellationToken) > 0)
        {
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(LookEvery, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
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
    }

    private static partial class Log
    {
        [LoggerMessage(LogIds.CleanupFailed, LogLevel.Warning, "Could not remove expired rows; trying again later")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
