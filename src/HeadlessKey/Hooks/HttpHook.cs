using System.Buffers;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using HeadlessKey.Http;
using HeadlessKey.Outbound;
using HeadlessKey.Secrets;
using Microsoft.Extensions.Logging;

namespace HeadlessKey.Hooks;

/// <summary>
/// A hook behind an address: the question goes out signed, and the answer is read strictly. What happens without a good answer is what the
/// operator chose.
/// </summary>
internal sealed partial class HttpHook<TPoint>(HttpHookOptions settings, OutboundHttp outbound, TimeProvider time, ILogger<HttpHook<TPoint>> logger)
    : IHook<TPoint>, IHttpHook
    where TPoint : HookPoint, IRemotePoint
{
    private const int LongestAnswer = 64 * 1024;
    private const string JsonType = "application/json";

    private readonly Uri url = new(settings.Url!);
    private readonly byte[] key = HttpHookSignature.TryReadSecret(settings.Secret)!;

    public async ValueTask RunAsync(TPoint point, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(settings.Timeout);
        try
        {
            (await AskAsync(point, limit.Token)).ApplyTo(point);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // The reason and nothing else: what was asked and answered is about people.
            var reason = exception is HookAnswerException ? exception.Message : OutboundHttp.Describe(exception);
            if (settings.OnFailure != HttpHookOptions.Allow)
            {
                throw new HookFailedException(reason);
            }

            Log.LetThrough(logger, TPoint.Name, reason);
        }
    }

    private async Task<HookAnswer> AskAsync(TPoint point, CancellationToken cancellationToken)
    {
        using var request = Ask(point);
        using var response = await outbound.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (response.StatusCode != HttpStatusCode.OK)
        {
            throw new HookAnswerException($"status {(int)response.StatusCode}");
        }

        if (response.Content.Headers.ContentType?.MediaType is not JsonType)
        {
            throw new HookAnswerException("the answer is not application/json");
        }

        return HookAnswer.Read(await ReadAsync(response.Content, cancellationToken));
    }

    private HttpRequestMessage Ask(TPoint point)
    {
        var now = time.GetUtcNow();
        var body = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            json.WriteString("type", $"hook.{TPoint.Name}");
            json.WriteString("timestamp", ApiTime.Format(now));
            json.WriteStartObject("data");
            point.Write(json);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        var id = $"msg_{RandomId.Handle()}";
        var seconds = now.ToUnixTimeSeconds();
        return new HttpRequestMessage(HttpMethod.Post, url)
        {
            Content = new ReadOnlyMemoryContent(body.WrittenMemory) { Headers = { ContentType = new MediaTypeHeaderValue(JsonType) } },
            Headers =
            {
                { "Accept", JsonType },
                { "webhook-id", id },
                { "webhook-timestamp", seconds.ToString(CultureInfo.InvariantCulture) },
                { "webhook-signature", HttpHookSignature.Sign(key, id, seconds, body.WrittenSpan) },
            },
        };
    }

    private static async Task<byte[]> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        await using var stream = await content.ReadAsStreamAsync(cancellationToken);
        var answer = new byte[LongestAnswer + 1];
        var length = await stream.ReadAtLeastAsync(answer, answer.Length, throwOnEndOfStream: false, cancellationToken);
        return length <= LongestAnswer ? answer[..length] : throw new HookAnswerException("the answer is too long");
    }

    private static partial class Log
    {
        [LoggerMessage(LogIds.HookLetThrough, LogLevel.Warning, "The HTTP hook {Point} failed, and its setting OnFailure lets pass what it did not see: {Reason}")]
        public static partial void LetThrough(ILogger logger, string point, string reason);
    }
}
