using System.Text.Json;
using System.Text.Json.Nodes;

namespace HeadlessKey.Hooks;

/// <summary>
/// A webhook is about to be delivered, before it is signed; it is asked again at every try. A hook may change what is sent, or drop the
/// delivery. When a hook fails, the delivery waits and is tried again later.
/// </summary>
public sealed class WebhookSending : HookPoint, IRemotePoint
{
    private JsonObject payload;

    internal WebhookSending(string type, string subscription, JsonObject payload)
    {
        Type = type;
        Subscription = subscription;
        this.payload = payload;
    }

    /// <summary>The type of the event, such as <c>login.failed</c>.</summary>
    public string Type { get; }

    /// <summary>The id of the subscription.</summary>
    public string Subscription { get; }

    /// <summary>What is sent.</summary>
    public JsonObject Payload
    {
        get => payload;
        set => payload = value ?? throw new ArgumentNullException(nameof(value));
    }

    internal bool IsDropped { get; private set; }

    /// <summary>Lets the delivery not happen at all.</summary>
    public void Drop() => IsDropped = true;

    internal override void Deny(string? code, string? message) => Drop();

    static string IRemotePoint.Name => "webhook_sending";

    static HttpHookOptions IRemotePoint.SettingsOf(HooksOptions hooks) => hooks.WebhookSending;

    void IRemotePoint.Write(Utf8JsonWriter json)
    {
        json.WriteString("event", Type);
        json.WriteString("subscription", Subscription);
        json.WritePropertyName("payload");
        Payload.WriteTo(json);
    }

    void IRemotePoint.Apply(JsonElement changes)
    {
        HookChanges.RefuseUnknown(changes, "payload");
        if (HookChanges.FindObject(changes, "payload") is { } changed)
        {
            Payload = JsonObject.Create(changed)!;
        }
    }
}
