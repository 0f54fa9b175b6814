using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Unicode;
using HeadlessKey.Http;
using HeadlessKey.Outbound;

namespace HeadlessKey.Sso;

/// <summary>Reads a JSON object from another site: within a time, up to a size, from where requests may go, and from nowhere else.</summary>
internal sealed class RemoteDocumentReader(OutboundHttp outbound, HeadlessKeyOptions options)
{
    private const int Deepest = 16;
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = Deepest };

    /// <summary>The document, or what was wrong with it in words for a log.</summary>
    public async Task<(JsonDocument? Document, string? Fault)> ReadAsync(HttpRequestMessage request, int longest, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(options.Sso.Timeout);
        try
        {
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
            using var answer = await outbound.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token);
            return answer.StatusCode != HttpStatusCode.OK
                ? (null, $"status {(int)answer.StatusCode}")
                : Parse(await ReadAsync(answer.Content, longest, patience.Token));
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested
            && exception is HttpRequestException or OperationCanceledException or IOException)
        {
            return (null, OutboundHttp.Describe(exception));
        }
    }

    private static async Task<byte[]?> ReadAsync(HttpContent content, int longest, CancellationToken cancellationToken)
    {
        var buffer = new byte[longest + 1];
        var length = 0;
        await using var stream = await content.ReadAsStreamAsync(cancellationToken);
        while (length <= longest)
        {
            var read = await stream.ReadAsync(buffer.AsMemory(length), cancellationToken);
            if (read == 0)
            {
                return buffer[..length];
            }

            length += read;
        }

        return null;
    }

    private static (JsonDocument? Document, string? Fault) Parse(byte[]? json)
    {
        if (json is null)
        {
            return (null, "too large");
        }

        try
        {
            if (Utf8.IsValid(json) && JsonNames.AreWhole(json, Deepest))
            {
                var document = JsonDocument.Parse(json, Strict);
                if (document.RootElement.ValueKind == JsonValueKind.Object)
                {
                    return (document, null);
                }

                document.Dispose();
            }
        }
        catch (JsonException)
        {
            // said below
        }

        return (null, "not a JSON object");
    }
}
