using System.Text.Json;
using HeadlessKey.Hooks;
using HeadlessKey.Http;

namespace HeadlessKey.Tests.Hooks;

/// <summary>Points as the flows make them.</summary>
internal static class SamplePoints
{
    public static HookUser User { get; } = new() { Id = 7, Login = "ada", Email = "ada@example.com", DisplayName = "Ada", Roles = ["editor"] };

    public static HookClient Client { get; } = new(new ClientInfo("192.0.2.1", "curl/8", "request-1"));

    public static Authenticating Authenticating => new(User, Client);

    public static TokenIssuing TokenIssuing => new(User, Client, "login");

    public static TokenResponding TokenResponding => new(User, Client, "login");

    public static Registering Registering => new("ada", "ada@example.com", "Ada", isInvited: false, Client);

    public static EmailSending EmailSending => new("reset-link", "ada@example.com", "en", "Reset", "https://example.com/#canary", "<p>canary</p>");

    public static SsoMapping SsoMapping => new("site", "42", ["administrator"], Client)
    {
        Login = "ada", Email = "ada@example.com", EmailVerified = true, DisplayName = "Ada", Roles = ["editor", "author"],
    };

    public static WebhookSending WebhookSending => new("login.failed", "sub-1", new() { ["type"] = "login.failed" });

    public static JsonElement Json(string text) => JsonElement.Parse(text);

    /// <summary>What a question about the point says.</summary>
    public static JsonElement Question(IRemotePoint point)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            point.Write(json);
            json.WriteEndObject();
        }

        return JsonElement.Parse(stream.ToArray());
    }
}
