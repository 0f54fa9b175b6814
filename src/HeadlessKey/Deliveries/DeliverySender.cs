using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using HeadlessKey.Http;
using HeadlessKey.Outbound;

namespace HeadlessKey.Deliveries;

/// <summary>One try over HTTP: the channel makes the request, the answer is read up to a limit in size and time, the channel judges it.</summary>
internal sealed class DeliverySender(
    DeliveryQueueStore queue, IEnumerable<IDeliveryChannel> channels, OutboundHttp outbound, HeadlessKeyOptions options, TimeProvider time)
{
    private const int MostOfAnswer = 1000; // bytes
    private const int LongestRequestHead = 2000;
    private const string LeftOut = "…";
    private static readonly TimeSpan AnswerPatience = TimeSpan.FromSeconds(2); // for the body, once the status is there

    private readonly Dictionary<string, IDeliveryChannel> byName = channels.ToDictionary(channel => channel.Name, StringComparer.Ordinal);

    /// <summary>Whose delivery it is; null: this program knows no such channel.</summary>
    public IDeliveryChannel? FindChannel(Delivery delivery) => byName.GetValueOrDefault(delivery.Target.Channel);

    /// <summary>Tries once, and says how it went. It never throws.</summary>
    public async Task<(DeliveryVerdict Verdict, DeliveryAttempt Attempt)> TryAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        var at = time.GetUtcNow();
        var begun = time.GetTimestamp();
        var head = string.Empty;
        DeliveryAnswer? answer = null;
        DeliveryVerdict verdict;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(options.Deliveries.Timeout);
        try
        {
            var channel = FindChannel(delivery);
            var body = await queue.FindBodyAsync(delivery, limit.Token) ?? throw Forgotten();
            using var request = channel is null ? null : await channel.CreateRequestAsync(delivery, body, limit.Token);
            if (request is null)
            {
                verdict = new DeliveryVerdict.Refused("there is nobody to deliver it to any more");
            }
            else
            {
                head = HeadOf(request);
                answer = await AskAsync(channel!, request, limit.Token);
                verdict = channel!.Judge(answer);
            }
        }
        catch (DeliveryVerdictException decided)
        {
            verdict = decided.Verdict;
        }
        catch (CryptographicException)
        {
            verdict = new DeliveryVerdict.Refused("it cannot be opened with this master key");
        }
        catch (Exception exception)
        {
            verdict = new DeliveryVerdict.TryLater(OutboundHttp.Describe(exception));
        }

        return (verdict, new DeliveryAttempt(at, head, answer?.Status, answer?.Start, ErrorOf(verdict), time.GetElapsedTime(begun)));
    }

    private async Task<DeliveryAnswer> AskAsync(
        IDeliveryChannel channel, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var response = await channel.SendAsync(request, outbound.Client, cancellationToken);
        return new DeliveryAnswer((int)response.StatusCode, await ReadStartAsync(response, cancellationToken), FindRetryAfter(response.Headers.RetryAfter));
    }

    /// <summary>Whatever the receiver asks for, nobody further on sees more than a day or less than nothing.</summary>
    private TimeSpan? FindRetryAfter(RetryConditionHeaderValue? retry)
    {
        var asked = retry?.Delta ?? (retry?.Date is { } date ? date - time.GetUtcNow() : null);
        return asked > DeliverySchedule.LongestRetryAfter ? DeliverySchedule.LongestRetryAfter : asked < TimeSpan.Zero ? TimeSpan.Zero : asked;
    }

    /// <summary>The status has decided already: a body that is long, slow or broken changes nothing.</summary>
    private static async Task<string?> ReadStartAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(AnswerPatience);
        var buffer = new byte[MostOfAnswer];
        var filled = 0;
        try
        {
            await using var body = await response.Content.ReadAsStreamAsync(limit.Token);
            filled = await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, limit.Token);
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException or OperationCanceledException)
        {
            // What there was of it is lost, and nobody needs it.
        }

        return CleanText.Cut(Encoding.UTF8.GetString(buffer, 0, filled), MostOfAnswer);
    }

    /// <summary>
    /// The request for the list of deliveries: a signature or a credential in it is nobody's business there, nor is the path, in which there
    /// may be a secret, too.
    /// </summary>
    private static string HeadOf(HttpRequestMessage request)
    {
        var head = new StringBuilder().Append(request.Method).Append(' ').Append(request.RequestUri!.Authority);
        foreach (var (name, values) in request.Headers.Concat(request.Content?.Headers ?? Enumerable.Empty<KeyValuePair<string, IEnumerable<string>>>()))
        {
            var isSecret = name.Contains("signature", StringComparison.OrdinalIgnoreCase) || name.Contains("authorization", StringComparison.OrdinalIgnoreCase);
            head.Append('\n').Append(name).Append(": ").Append(isSecret ? LeftOut : string.Join(", ", values));
        }

        return head.Length > LongestRequestHead ? head.ToString(0, LongestRequestHead) : head.ToString();
    }

    private static DeliveryVerdictException Forgotten() => new(new DeliveryVerdict.Refused("its event is older than events are kept"));

    private static string? ErrorOf(DeliveryVerdict verdict) => verdict switch
    {
        DeliveryVerdict.TryLater later => later.Reason,
        DeliveryVerdict.Refused refused => refused.Reason,
        DeliveryVerdict.Gone gone => gone.Reason,
        _ => null,
    };
}
