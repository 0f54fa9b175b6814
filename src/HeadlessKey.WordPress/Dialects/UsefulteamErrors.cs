using System.Text.Json;
using HeadlessKey.Http;

namespace HeadlessKey.WordPress.Dialects;

/// <summary>Errors as "JWT Auth" has them: the status, the code and the message in an envelope, no data, and 401 where ours say 403.</summary>
internal sealed class UsefulteamErrors : IErrorShape
{
    public static UsefulteamErrors Shape { get; } = new();

    public int StatusOf(ApiError error) => error.Status == 403 ? 401 : error.Status;

    public void Write(Utf8JsonWriter json, ApiError error, Language language) =>
        Write(json, error.Code, error.Message.In(language), StatusOf(error));

    public static void Write(Utf8JsonWriter json, string code, string message, int status)
    {
        json.WriteStartObject();
        json.WriteBoolean("success", value: false);
        json.WriteNumber("statusCode", status);
        json.WriteString("code", code);
        json.WriteString("message", message);
        json.WriteStartArray("data");
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
