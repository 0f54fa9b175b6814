using HeadlessKey.Http;

namespace HeadlessKey.Admin.Api.Webhooks;

/// <summary>A webhook to make, or what one shall be from now on.</summary>
/// <param name="Url">Where it is.</param>
/// <param name="Events">What it wants.</param>
/// <param name="Description">What it is for.</param>
internal sealed record WebhookRequest(string Url, IReadOnlyList<string> Events, string? Description)
{
    public static WebhookRequest Bind(RequestFields fields) => new(fields.Required("url", 2000), fields.Texts("events", 100, 60) ?? [], fields.Optional("description", 200));
}
