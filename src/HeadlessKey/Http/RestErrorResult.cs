using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace HeadlessKey.Http;

/// <summary>
/// An error as WordPress's REST API writes it, or as a problem document (RFC 9457) for those who ask for one.
/// </summary>
/// <param name="error">What went wrong.</param>
/// <param name="leading">A member to write ahead of the others, such as <c>"valid": false</c>.</param>
internal sealed class RestErrorResult(ApiError error, (string Name, bool Value)? leading = null) : IResult
{
    public const string JsonType = "application/json; charset=UTF-8";
    public const string ProblemType = "application/problem+json";
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private const string ProblemTypes = "https://headlesskey.dev/errors/";

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        var shape = httpContext.GetEndpoint()?.Metadata.GetMetadata<IErrorShape>();
        response.StatusCode = shape?.StatusOf(error) ?? error.Status;
        if (error.RetryAfter is { } retryAfter)
        {
            response.Headers.RetryAfter = Seconds(retryAfter).ToString(CultureInfo.InvariantCulture);
        }

        if (error.Challenge is { } challenge && shape is null)
        {
            response.Headers.WWWAuthenticate = challenge.Length == 0 ? "Bearer" : $"Bearer error=\"{challenge}\"";
        }

        var asProblem = shape is null && httpContext.Request.Headers.Accept.ToString().Contains(ProblemType, StringComparison.OrdinalIgnoreCase);
        response.ContentType = asProblem ? ProblemType : JsonType;
        var body = Write(shape, asProblem, Languages.OfAcceptLanguage(httpContext.Request.Headers.AcceptLanguage));
        response.ContentLength = body.WrittenCount;
        return response.BodyWriter.WriteAsync(body.WrittenMemory, httpContext.RequestAborted).AsTask();
    }

    private ArrayBufferWriter<byte> Write(IErrorShape? shape, bool asProblem, Language language)
    {
        var body = new ArrayBufferWriter<byte>(256);
        using var json = new Utf8JsonWriter(body, Relaxed);
        if (shape is not null)
        {
            shape.Write(json, error, language);
            json.Flush();
            return body;
        }

        json.WriteStartObject();
        if (leading is { } member)
        {
            json.WriteBoolean(member.Name, member.Value);
        }

        if (asProblem)
        {
            json.WriteString("type", ProblemTypes + error.Code);
            json.WriteString("title", error.Message.In(language));
            json.WriteNumber("status", error.Status);
        }

        json.WriteString("code", error.Code);
        json.WriteString("message", error.Message.In(language));
        json.WriteStartObject("data");
        json.WriteNumber("status", error.Status);
        if (error.RetryAfter is { } retryAfter)
        {
            json.WriteNumber("retry_after", Seconds(retryAfter));
        }

        foreach (var (name, value) in error.Extra?.Invoke(language) ?? [])
        {
            json.WritePropertyName(name);
            if (value is null)
            {
                json.WriteNullValue();
            }
            else
            {
                value.WriteTo(json);
            }
        }

        json.WriteEndObject();
        json.WriteEndObject();
        json.Flush();
        return body;
    }

    private static long Seconds(TimeSpan wait) => (long)Math.Ceiling(wait.TotalSeconds);
}
