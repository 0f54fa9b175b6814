using System.Text.Json;
using HeadlessKey.Http;

namespace HeadlessKey.WordPress.Dialects;

/// <summary>Errors as "JWT Authentication for WP REST API" has them: in WordPress's shape, and 403 where ours say 401.</summary>
internal sealed class TmeisterErrors : IErrorShape
{
    public static TmeisterErrors Shape { get; } = new();

    public int StatusOf(ApiError error) => error.Status == 401 ? 403 : error.Status;

    public void Write(Utf8JsonWriter json, ApiError error, Language language) =>
        Write(json, error.Code, error.Message.In(language), StatusOf(error));

    public static void Write(Utf8JsonWriter json, string code, string message, int status)
    {
        json.WriteStartObject();
        json.WriteString("code", code);
        json.WriteString("message", message);
        json.WriteStartObject("data");
        json.WriteNumber("status", status);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
