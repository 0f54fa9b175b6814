using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace HeadlessKey.Http;

/// <summary>An answer of the contract.</summary>
internal static class RestResult
{
    public static IResult Ok<T>(T value, JsonTypeInfo<T> type, int status = StatusCodes.Status200OK) =>
        Bytes(JsonSerializer.SerializeToUtf8Bytes(value, type), status);

    public static IResult Bytes(ReadOnlyMemory<byte> json, int status = StatusCodes.Status200OK) => new BytesResult(json, status);

    /// <summary>Nothing but the status 200 and headers.</summary>
    public static IResult Empty { get; } = new BytesResult(ReadOnlyMemory<byte>.Empty, StatusCodes.Status200OK);

    public static IResult Message(Text message) => new MessageResult(message);

    public static IResult Error(ApiError error) => new RestErrorResult(error);

    private sealed class MessageResult(Text message) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            var language = Languages.OfAcceptLanguage(httpContext.Request.Headers.AcceptLanguage);
            return Ok(new MessageResponse(message.In(language)), ApiJsonContext.Answers.MessageResponse).ExecuteAsync(httpContext);
        }
    }

    private sealed class BytesResult(ReadOnlyMemory<byte> json, int status) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            var response = httpContext.Response;
            response.StatusCode = status;
            response.ContentType = RestErrorResult.JsonType;
            response.ContentLength = json.Length;
            return response.BodyWriter.WriteAsync(json, httpContext.RequestAborted).AsTask();
        }
    }
}
