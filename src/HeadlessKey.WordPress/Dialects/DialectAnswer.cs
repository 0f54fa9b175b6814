using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using HeadlessKey.Http;
using Microsoft.AspNetCore.Http;

namespace HeadlessKey.WordPress.Dialects;

/// <summary>An answer in another plugin's shape.</summary>
/// <param name="status">The HTTP status.</param>
/// <param name="write">Writes the body, in the caller's language.</param>
internal sealed class DialectAnswer(int status, Action<Utf8JsonWriter, Language> write) : IResult
{
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var body = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(body, Relaxed))
        {
            write(json, Languages.OfAcceptLanguage(httpContext.Request.Headers.AcceptLanguage));
        }

        return RestResult.Bytes(body.WrittenMemory, status).ExecuteAsync(httpContext);
    }
}
