using System.Globalization;
using HeadlessKey.Access;
using HeadlessKey.Authentication;
using HeadlessKey.Deliveries;
using HeadlessKey.Http;
using HeadlessKey.Webhooks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace HeadlessKey.Administration.Webhooks;

/// <summary><c>/admin/api/v1/webhooks/{id}/…</c>: what was sent, tried out, and sent again.</summary>
internal static class DeliveriesEndpoint
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/webhooks/{id}/test", TestAsync).Describe("adminTestWebhook", "Send a test delivery at once.").RequiresAdmin()
            .Answers<WebhookTestResponse>(401, 403, 404);
        routes.MapGet("/webhooks/{id}/deliveries", ListAsync).Describe("adminDeliveries", "What was sent to a webhook.").RequiresAdmin()
            .Answers<PageResponse<DeliveryResponse>>(400, 401, 403, 404);
        routes.MapPost("/webhooks/{id}/deliveries/{delivery:long}/replay", ReplayAsync).Describe("adminReplayDelivery", "Send a delivery again.").RequiresAdmin()
            .Answers<DeliveryResponse>(401, 403, 404);
    }

    private static async Task<IResult> TestAsync(HttpContext context, string id, WebhookDeliveries deliveries) =>
        await deliveries.TestAsync(id, AdminCaller.Of(context), context.RequestAborted) is { } attempt
            ? RestResult.Ok(WebhookTestResponse.Of(attempt), AdminJsonContext.Answers.WebhookTestResponse)
            : RestResult.Error(ApiError.NoWebhook);

    private static async Task<IResult> ListAsync(HttpContext context, string id, WebhookDeliveries deliveries, WebhookStore webhooks)
    {
        if (await webhooks.FindAsync(id, context.RequestAborted) is null)
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

        var found = await deliveries.ListAsync(id, state, before ?? long.MaxValue, count + 1, context.RequestAborted);
        return RestResult.Ok(
            AdminPage.Of(found, count, DeliveryResponse.Of, delivery => delivery.Id.ToString(CultureInfo.InvariantCulture)),
            AdminJsonContext.Answers.PageResponseDeliveryResponse);
    }

    private static async Task<IResult> ReplayAsync(HttpContext context, string id, long delivery, WebhookDeliveries deliveries) =>
        await deliveries.FindAsync(delivery, context.RequestAborted) is { } entry && string.Equals(entry.Target.Id, id, StringComparison.Ordinal)
            && await deliveries.ReplayAsync(delivery, AdminCaller.Of(context))
            && await deliveries.FindAsync(delivery, context.RequestAborted) is { } replayed
                ? RestResult.Ok(DeliveryResponse.Of(replayed), AdminJsonContext.Answers.DeliveryResponse)
                : RestResult.Error(ApiError.NoWebhook);
}
