using System.Security.Cryptography;
using HeadlessKey.Events;
using HeadlessKey.Storage;
using Microsoft.Extensions.Logging;

namespace HeadlessKey.Email;

/// <summary>
/// Sends the queued mail, a few at a time and outside of any transaction: a slow mail server keeps nothing else waiting. What is not
/// taken is tried again at growing distances, for as long as it is worth sending.
/// </summary>
internal sealed partial class EmailDispatcher(
    EmailQueueStore queue, EmailComposer composer, EmailFilter filter, IEmailSender sender, Database database, SecurityEventLog events, TimeProvider time,
    ILogger<EmailDispatcher> logger)
    : WokenWorker(logger)
{
    private const int AtOnce = 4;
    private static readonly TimeSpan Limit = EmailQueueStore.Lease - TimeSpan.FromMinutes(1); // done before another node may try
    private static readonly TimeSpan[] Pauses =
    [
        TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(30),
        TimeSpan.FromHours(1), TimeSpan.FromHours(2),
    ];

    private readonly SemaphoreSlim free = new(AtOnce, AtOnce);
    private readonly CancellationTokenSource abort = new();

    public override async Task<bool> RunOnceAsync(CancellationToken cancellationToken)
    {
        if (!await queue.AnyDueAsync(cancellationToken))
        {
            return false;
        }

        await free.WaitAsync(cancellationToken);
        QueuedEmail? email = null;
        try
        {
            email = await queue.ClaimAsync();
        }
        finally
        {
            if (email is null)
            {
                free.Release();
            }
        }

        if (email is not null)
        {
            _ = Task.Run(() => SendAndReleaseAsync(email), CancellationToken.None);
        }

        return true;
    }

    /// <summary>Takes no more mail, and finishes what is under way as far as the host's patience goes.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await using var patience = cancellationToken.Register(abort.Cancel);
        for (var i = 0; i < AtOnce; i++)
        {
            await free.WaitAsync(CancellationToken.None);
        }

        free.Release(AtOnce);
    }

    public override void Dispose()
    {
        base.Dispose();
        free.Dispose();
        abort.Dispose();
    }

    private async Task SendAndReleaseAsync(QueuedEmail email)
    {
        try
        {
            await SendAsync(email);
        }
        catch (Exception exception)
        {
            // What became of it could not be written down: it is tried again when its lease is over.
            Log.Failed(logger, email.Kind, email.Id, email.Tries, Name(exception));
        }
        finally
        {
            free.Release();
        }
    }

    private async Task SendAsync(QueuedEmail email)
    {
        var result = time.GetUtcNow() >= email.UselessAt
            ? new EmailSendResult.Refused("It was not sent in time.")
            : await TrySendAsync(email);
        switch (result)
        {
            case EmailSendResult.Sent:
                await queue.RemoveAsync(email);
                break;
            case EmailSendResult.Suppressed:
                await SuppressAsync(email);
                break;
            case EmailSendResult.FailedForNow failed:
                await PutOffOrGiveUpAsync(email, failed.Reason);
                break;
            case EmailSendResult.Refused refused:
                await GiveUpAsync(email, refused.Reason);
                break;
        }
    }

    private async Task<EmailSendResult> TrySendAsync(QueuedEmail email)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(abort.Token);
        limit.CancelAfter(Limit);
        try
        {
            var (mail, instead) = await filter.AskAsync(composer.Compose(email.Id, email.Kind, email.Recipient, queue.Open(email)), limit.Token);
            return instead ?? await sender.SendAsync(mail, limit.Token).WaitAsync(limit.Token);
        }
        catch (CryptographicException)
        {
            return new EmailSendResult.Refused("Its content cannot be opened with this master key.");
        }
        catch (Exception exception)
        {
            return new EmailSendResult.FailedForNow($"Sending ended with {Name(exception)}."); // a message could quote the mail
        }
    }

    private async Task PutOffOrGiveUpAsync(QueuedEmail email, string reason)
    {
        var next = time.GetUtcNow() + Pauses[Math.Min((int)email.Tries, Pauses.Length) - 1];
        if (next >= email.UselessAt)
        {
            await GiveUpAsync(email, reason);
            return;
        }

        Log.Failed(logger, email.Kind, email.Id, email.Tries, reason);
        await queue.PutOffAsync(email, next, reason);
    }

    private async Task GiveUpAsync(QueuedEmail email, string reason)
    {
        var givenUp = await database.WriteAsync(async transaction =>
        {
            if (!await queue.TryGiveUpAsync(transaction, email, reason))
            {
                return false;
            }

            await events.AppendAsync(transaction, SecurityEvent.EmailGivenUp(email.UserId, email.Kind), CancellationToken.None);
            return true;
        });
        if (givenUp)
        {
            Log.GivenUp(logger, email.Kind, email.Id, email.Tries, reason);
        }
    }

    private async Task SuppressAsync(QueuedEmail email)
    {
        var removed = await database.WriteAsync(async transaction =>
        {
            if (!await queue.TryRemoveAsync(transaction, email))
            {
                return false;
            }

            await events.AppendAsync(transaction, SecurityEvent.EmailSuppressed(email.UserId, email.Kind), CancellationToken.None);
            return true;
        });
        if (removed)
        {
            Log.Suppressed(logger, email.Kind, email.Id);
        }
    }

    private static string Name(Exception exception) => exception.GetType().Name;

    private static partial class Log
    {
        [LoggerMessage(LogIds.EmailSuppressed, LogLevel.Information, "The mail {Kind} ({Id}) is not sent: a hook suppresses it")]
        public static partial void Suppressed(ILogger logger, string kind, string id);

        [LoggerMessage(LogIds.EmailFailed, LogLevel.Warning, "The mail {Kind} ({Id}) was not taken at try {Try}: {Reason}")]
        public static partial void Failed(ILogger logger, string kind, string id, long @try, string reason);

        [LoggerMessage(LogIds.EmailGivenUp, LogLevel.Error, "The mail {Kind} ({Id}) is given up after try {Try}: {Reason}")]
        public static partial void GivenUp(ILogger logger, string kind, string id, long @try, string reason);
    }
}
