using HeadlessKey.Http;
using HeadlessKey.Webhooks;

namespace HeadlessKey.Admin.Api.Webhooks;

/// <summary>Somebody who is told of events.</summary>
/// <param name="Id">Names the webhook.</param>
/// <param name="Url">Where it is.</param>
/// <param name="Events">What it wants: types, families such as <c>user.*</c>, or <c>*</c>.</param>
/// <param name="Description">What it is for.</param>
/// <param name="Status">active or disabled.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="DisabledAt">When it was switched off.</param>
/// <param name="DisabledReason">Why.</param>
/// <param name="PreviousSecretUntil">Until when the secret before signs, too.</param>
/// <param name="Secret">What the receiver verifies with; only in the answer that made it, and null everywhere else.</param>
internal sealed record WebhookResponse(
    string Id, string Url, IReadOnlyList<string> Events, string Description, string Status, string CreatedAt, string? DisabledAt, string? DisabledReason,
    string? PreviousSecretUntil, string? Secret)
{
    public static WebhookResponse Of(Webhook webhook) => Of(webhook, secret: null);

    public static WebhookResponse Of(Webhook webhook, string? secret) => new(
        webhook.Id, webhook.Url, webhook.Types, webhook.Description ?? string.Empty, webhook.DisabledAt is null ? "active" : "disabled",
        ApiTime.Format(webhook.CreatedAt), ApiTime.OrNull(webhook.DisabledAt), webhook.DisabledReason, ApiTime.OrNull(webhook.PreviousSecretUntil), secret);

    public override string ToString() => Id; // never the secret
}
