using HeadlessKey.Access;
using HeadlessKey.Admin.Api.Door;
using HeadlessKey.Http;
using HeadlessKey.Webhooks;
using Microsoft.AspNetCore.Http;

namespace HeadlessKey.Admin.Api.Webhooks;

/// <summary><c>/admin/api/v1/webhooks</c>: who is told of events.</summary>
internal sealed class WebhooksEndpoint(WebhookStore store, WebhookSubscriptions webhooks)
{
    public static void Map(AdminEndpoints<WebhooksEndpoint> routes)
    {
        routes.Get("/webhooks", static it => it.ListAsync).Describe("adminWebhooks", "Who is told of events.").RequiresAdmin()
            .Answers<ListResponse<WebhookResponse>>(401, 403);
        routes.Post("/webhooks", static it => it.AddAsync).Describe("adminAddWebhook", "Tell somebody else, too.").RequiresConfirmedAdmin().AcceptsBody<WebhookRequest>().Creates<WebhookResponse>(StatusCodes.Status201Created, 400, 401, 403);
        routes.Put("/webhooks/{id}", static it => it.ChangeAsync).Describe("adminChangeWebhook", "Change address, events or description.").RequiresConfirmedAdmin()
            .AcceptsBody<WebhookRequest>().Answers<WebhookResponse>(400, 401, 403, 404);
        routes.Delete("/webhooks/{id}", static it => it.RemoveAsync).Describe("adminRemoveWebhook", "Tell it no more.").RequiresConfirmedAdmin()
            .Answers<MessageResponse>(401, 403, 404);
        routes.Post("/webhooks/{id}/enable", static it => it.EnableAsync).Describe("adminEnableWebhook", "Switch it on again.").RequiresConfirmedAdmin()
            .Answers<WebhookResponse>(401, 403, 404);
        routes.Post("/webhooks/{id}/disable", static it => it.DisableAsync).Describe("adminDisableWebhook", "Switch it off.").RequiresConfirmedAdmin()
            .Answers<WebhookResponse>(401, 403, 404);
        routes.Post("/webhooks/{id}/rotate", static it => it.RotateAsync).Describe("adminRotateWebhook", "Give it another secret.").RequiresConfirmedAdmin()
            .Answers<WebhookResponse>(401, 403, 404);
    }

    private async Task<IResult> ListAsync(HttpContext context) => RestResult.Ok(
        new ListResponse<WebhookResponse>([.. (await store.ListAsync(context.RequestAborted)).Select(WebhookResponse.Of)]),
        AdminJsonContext.Answers.ListResponseWebhookResponse);

    private async Task<IResult> AddAsync(HttpContext context)
    {
        var (request, error) = await RequestBinding.ReadAsync(context, WebhookRequest.Bind);
        return request is null
            ? RestResult.Error(error!)
            : await AnswerAsync(context, webhooks.AddAsync(request.Url, request.Events, request.Description, AdminCaller.Of(context)), StatusCodes.Status201Created);
    }

    private async Task<IResult> ChangeAsync(HttpContext context)
    {
        var (request, error) = await RequestBinding.ReadAsync(context, WebhookRequest.Bind);
        return request is null
            ? RestResult.Error(error!)
            : await AnswerAsync(context, webhooks.ChangeAsync(Id(context), request.Url, request.Events, request.Description, AdminCaller.Of(context)));
    }

    private async Task<IResult> RemoveAsync(HttpContext context) =>
        await webhooks.RemoveAsync(Id(context), AdminCaller.Of(context)) is WebhookResult.Done ? RestResult.Message(Messages.WebhookRemoved) : RestResult.Error(ApiError.NoWebhook);

    private Task<IResult> EnableAsync(HttpContext context) => AnswerAsync(context, webhooks.EnableAsync(Id(context), AdminCaller.Of(context)));

    private Task<IResult> DisableAsync(HttpContext context) =>
        AnswerAsync(context, webhooks.DisableAsync(Id(context), "by an administrator", AdminCaller.Of(context)));

    private Task<IResult> RotateAsync(HttpContext context) =>
        AnswerAsync(context, webhooks.RotateSecretAsync(Id(context), WebhookSubscriptions.DefaultOverlap, AdminCaller.Of(context)));

    private static string Id(HttpContext context) => PathFields.Text(context, "id");

    private async Task<IResult> AnswerAsync(HttpContext context, Task<WebhookResult> work, int status = StatusCodes.Status200OK)
    {
        switch (await work)
        {
            case WebhookResult.Done done:
                return Ok(done.Webhook, secret: null, status);
            case WebhookResult.WithSecret made:
                return Ok(made.Webhook, made.Secret, status);
            case WebhookResult.Unchanged when await store.FindAsync(Id(context), context.RequestAborted) is { } webhook:
                return Ok(webhook, secret: null, status); // it is so already
            case WebhookResult.Invalid invalid:
                return RestResult.Error(ApiError.InvalidParameters(
                    new Dictionary<string, Text>(StringComparer.Ordinal) { [invalid.Field == "types" ? "events" : invalid.Field] = Text.Same(invalid.Reason) }));
            default:
                return RestResult.Error(ApiError.NoWebhook);
        }
    }

    private static IResult Ok(Webhook webhook, string? secret, int status) =>
        RestResult.Ok(WebhookResponse.Of(webhook, secret), AdminJsonContext.Answers.WebhookResponse, status);
}
