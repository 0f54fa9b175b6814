using System.Globalization;
using HeadlessKey.Access;
using HeadlessKey.Admin.Api.Door;
using HeadlessKey.Deliveries;
using HeadlessKey.Http;
using HeadlessKey.Webhooks;
using Microsoft.AspNetCore.Http;

namespace HeadlessKey.Admin.Api.Webhooks;

/// <summary><c>/admin/api/v1/webhooks/{id}/…</c>: what was sent, tried out, and sent again.</summary>
internal sealed class DeliveriesEndpoint(WebhookDeliveries deliveries, WebhookStore webhooks)
{
    public static void Map(AdminEndpoints<DeliveriesEndpoint> routes)
    {
        routes.Post("/webhooks/{id}/test", static it => it.TestAsync).Describe("adminTestWebhook", "Send a test delivery at once.").RequiresAdmin()
            .Answers<WebhookTestResponse>(401, 403, 404);
        routes.Get("/webhooks/{id}/deliveries", static it => it.ListAsync).Describe("adminDeliveries", "What was sent to a webhook.").RequiresAdmin()
            .Answers<PageResponse<DeliveryResponse>>(400, 401, 403, 404);
        routes.Post("/webhooks/{id}/deliveries/{delivery:long}/replay", static it => it.ReplayAsync).Describe("adminReplayDelivery", "Send a delivery again.").RequiresAdmin()
            .Answers<DeliveryResponse>(401, 403, 404);
    }

    private async Task<IResult> TestAsync(HttpContext context) =>
        await deliveries.TestAsync(Id(context), AdminCaller.Of(context), context.RequestAborted) is { } attempt
            ? RestResult.Ok(WebhookTestResponse.Of(attempt), AdminJsonContext.Answers.WebhookTestResponse)
            : RestResult.Error(ApiError.NoWebhook);

    private async Task<IResult> ListAsync(HttpContext context)
    {
        if (await webhooks.FindAsync(Id(context), context.RequestAborted) is null)
        {
            return RestResult.Error(ApiError.NoWebhook);
        }

        var query = new QueryFields(context.Request);
        var (before, count, state) = (query.Id("after"), query.Count(), query.Optional("state", 20));
        if (state is not null && !DeliveryState.All.Contains(state, StringComparer.Ordinal))
        {
            query.Refuse("state", Messages.DeliveryStateUnknown);
        }

        if (query.Error is { } error)
        {
            return RestResult.Error(error);
        }

        var found = await deliveries.ListAsync(Id(context), state, before ?? long.MaxValue, count + 1, context.RequestAborted);
        return RestResult.Ok(
            AdminPage.Of(found, count, DeliveryResponse.Of, delivery => delivery.Id.ToString(CultureInfo.InvariantCulture)),
            AdminJsonContext.Answers.PageResponseDeliveryResponse);
    }

    private async Task<IResult> ReplayAsync(HttpContext context)
    {
        var delivery = PathFields.Number(context, "delivery");
        return await deliveries.FindAsync(delivery, context.RequestAborted) is { } entry && string.Equals(entry.Target.Id, Id(context), StringComparison.Ordinal)
            && await deliveries.ReplayAsync(delivery, AdminCaller.Of(context))
            && await deliveries.FindAsync(delivery, context.RequestAborted) is { } replayed
                ? RestResult.Ok(DeliveryResponse.Of(replayed), AdminJsonContext.Answers.DeliveryResponse)
                : RestResult.Error(ApiError.NoWebhook);
    }

    private static string Id(HttpContext context) => PathFields.Text(context, "id");
}
