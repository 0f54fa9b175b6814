using System.Text.Json;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Logging;

namespace HeadlessKey.WordPress.Connector;

/// <summary>Asks the site. Only a signed answer in time is one; everything else is silence, and nothing is allowed by silence.</summary>
internal sealed partial class ConnectorClient(
    ConnectorHttp http, HeadlessKeyOptions options, TimeProvider time, ILogger<ConnectorClient> logger) : IDisposable
{
    private const int WaitingForEach = 8;
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 16 };

    // A flood of sign-ins must not take every PHP process the site has, nor pile up here.
    private readonly ConcurrencyLimiter places = new(new ConcurrencyLimiterOptions
    {
        PermitLimit = options.WordPress.CallsAtOnce,
        QueueLimit = options.WordPress.CallsAtOnce * WaitingForEach,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    });

    private int silent;

    /// <param name="route">The route below the connector's namespace, such as <c>/verify</c>.</param>
    /// <param name="body">The body: a JSON object.</param>
    /// <param name="cancellationToken">Cancels the waiting.</param>
    /// <param name="prepare">Adds headers to the request.</param>
    public async Task<ConnectorAnswer> CallAsync(
        string route, byte[] body, CancellationToken cancellationToken, Action<HttpRequestMessage>? prepare = null)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(options.WordPress.Timeout);
        var sent = false;
        ConnectorAnswer answer;
        try
        {
            using var place = await places.AcquireAsync(1, limit.Token);
            if (!place.IsAcquired)
            {
                return new ConnectorAnswer.Silence("too many calls wait already", MayHaveHappened: false);
            }

            var call = new SignedCall(options.WordPress, route, body, time.GetUtcNow());
            using var request = call.ToRequest();
            prepare?.Invoke(request);
            sent = true;
            using var response = await http.Client.SendAsync(request, HttpCompletionOption.ResponseContentRead, limit.Token);
            answer = Read(call, response, await response.Content.ReadAsByteArrayAsync(limit.Token));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            answer = new ConnectorAnswer.Silence($"no answer within {options.WordPress.Timeout.TotalSeconds:0} seconds", sent);
        }
        catch (HttpRequestException exception)
        {
            answer = new ConnectorAnswer.Silence(Describe(exception), !WasNotSent(exception));
        }

        Note(answer);
        return answer;
    }

    public void Dispose() => places.Dispose();

    private static ConnectorAnswer Read(SignedCall call, HttpResponseMessage response, byte[] body)
    {
        var json = Parse(body);
        if (call.IsAnsweredBy(response, body))
        {
            return json is { } signed
                ? new ConnectorAnswer.Signed((int)response.StatusCode, signed)
                : new ConnectorAnswer.Silence("an answer that is signed, but is no JSON object", MayHaveHappened: true);
        }

        return new ConnectorAnswer.Silence($"status {(int)response.StatusCode} without the site's signature", MayHaveHappened: true)
        {
            UnsignedCode = json is { } unsigned && unsigned.TryGetProperty("code", out var code) && code.ValueKind == JsonValueKind.String ? code.GetString() : null,
            UnsignedTime = json is { } timed && timed.TryGetProperty("data", out var data) && data.ValueKind == JsonValueKind.Object
                && data.TryGetProperty("time", out var clock) && clock.ValueKind == JsonValueKind.Number && clock.TryGetInt64(out var seconds) ? seconds : null,
        };
    }

    private static JsonElement? Parse(byte[] body)
    {
        try
        {
            return JsonDocument.Parse(body, Strict).RootElement is { ValueKind: JsonValueKind.Object } root ? root : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // A connection that was never there has carried nothing.
    private static bool WasNotSent(HttpRequestException exception) => exception.HttpRequestError is
        HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError;

    private static string Describe(HttpRequestException exception) => exception.HttpRequestError switch
    {
        HttpRequestError.NameResolutionError => "its host is not found",
        HttpRequestError.ConnectionError => "no connection",
        HttpRequestError.SecureConnectionError => "TLS failed",
        HttpRequestError.ConfigurationLimitExceeded => "an answer that is too long",
        _ => "a broken answer",
    };

    // Once when it begins and once when it is over: a site that is away for an hour must not fill the log.
    private void Note(ConnectorAnswer answer)
    {
        if (answer is ConnectorAnswer.Silence { Why: var why })
        {
            if (Interlocked.Exchange(ref silent, 1) == 0)
            {
                Log.Silent(logger, options.WordPress.Url!, why);
            }
        }
        else if (Interlocked.Exchange(ref silent, 0) == 1)
        {
            Log.Back(logger, options.WordPress.Url!);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogIds.DirectoryUnavailable, LogLevel.Warning, "WordPress at {Url} gives no usable answer: {Why}. Nobody can sign in until it does; run: headlesskey wordpress check")]
        public static partial void Silent(ILogger logger, string url, string why);

        [LoggerMessage(LogIds.DirectoryAnswersAgain, LogLevel.Information, "WordPress at {Url} answers again")]
        public static partial void Back(ILogger logger, string url);
    }
}
