using HeadlessKey.Access;
using HeadlessKey.Authentication;
using HeadlessKey.Http;
using HeadlessKey.Webhooks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace HeadlessKey.Administration.Webhooks;

/// <summary><c>/admin/api/v1/webhooks</c>: who is told of events.</summary>
internal static class WebhooksEndpoint
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/webhooks", ListAsync).Describe("adminWebhooks", "Who is told of events.").RequiresAdmin().Answers<ListResponse<WebhookResponse>>(401, 403);
        routes.MapPost("/webhooks", AddAsync).Describe("adminAddWebhook", "Tell somebody else, too.").RequiresConfirmedAdmin().AcceptsBody<WebhookRequest>()
            .Creates<WebhookResponse>(StatusCodes.Status201Created, 400, 401, 403);
        routes.MapPut("/webhooks/{id}", ChangeAsync).Describe("adminChangeWebhook", "Change address, events or description.").RequiresConfirmedAdmin()
            .AcceptsBody<WebhookRequest>().Answers<WebhookResponse>(400, 401, 403, 404);
        routes.MapDelete("/webhooks/{id}", RemoveAsync).Describe("adminRemoveWebhook", "Tell it no more.").RequiresConfirmedAdmin()
            .Answers<MessageResponse>(401, 403, 404);
        routes.MapPost("/webhooks/{id}/enable", EnableAsync).Describe("adminEnableWebhook", "Switch it on again.").RequiresConfirmedAdmin()
            .Answers<WebhookResponse>(401, 403, 404);
        routes.MapPost("/webhooks/{id}/disable", DisableAsync).Describe("adminDisableWebhook", "Switch it off.").RequiresConfirmedAdmin()
            .Answers<WebhookResponse>(401, 403, 404);
        routes.MapPost("/webhooks/{id}/rotate", RotateAsync).Describe("adminRotateWebhook", "Give it another secret.").RequiresConfirmedAdmin()
            .Answers<WebhookResponse>(401, 403, 404);
    }

    private static async Task<IResult> ListAsync(HttpContext context, WebhookStore store) => RestResult.Ok(
        new ListResponse<WebhookResponse>([.. (await store.ListAsync(context.RequestAborted)).Select(WebhookResponse.Of)]),
        AdminJsonContext.Answers.ListResponseWebhookResponse);

    private static async Task<IResult> AddAsync(HttpContext context, WebhookSubscriptions webhooks)
    {
        var (request, error) = await RequestBinding.ReadAsync(context, WebhookRequest.Bind);
        return request is null
            ? RestResult.Error(error!)
            : await AnswerAsync(context, webhooks.AddAsync(request.Url, request.Events, request.Description, AdminCaller.Of(context)), StatusCodes.Status201Created);
    }

    private static async Task<IResult> ChangeAsync(HttpContext context, string id, WebhookSubscriptions webhooks)
    {
        var (request, error) = await RequestBinding.ReadAsync(context, WebhookRequest.Bind);
        return request is null
            ? RestResult.Error(error!)
            : await AnswerAsync(context, webhooks.ChangeAsync(id, request.Url, request.Events, request.Description, AdminCaller.Of(context)));
    }

    private static async Task<IResult> RemoveAsync(HttpContext context, string id, WebhookSubscriptions webhooks) =>
        await webhooks.RemoveAsync(id, AdminCaller.Of(context)) is WebhookResult.Done ? RestResult.Message(Messages.WebhookRemoved) : RestResult.Error(ApiError.NoWebhook);

    private static Task<IResult> EnableAsync(HttpContext context, string id, WebhookSubscriptions webhooks) => AnswerAsync(context, webhooks.EnableAsync(id, AdminCaller.Of(context)));

    private static Task<IResult> DisableAsync(HttpContext context, string id, WebhookSubscriptions webhooks) =>
        AnswerAsync(context, webhooks.DisableAsync(id, "by an administrator", AdminCaller.Of(context)));

    private static Task<IResult> RotateAsync(HttpContext context, string id, WebhookSubscriptions webhooks) =>
        AnswerAsync(context, webhooks.RotateSecretAsync(id, WebhookSubscriptions.DefaultOverlap, AdminCaller.Of(context)));

    private static async Task<IResult> AnswerAsync(HttpContext context, Task<WebhookResult> work, int status = StatusCodes.Status200OK)
    {
        switch (await work)
        {
            case WebhookResult.Done done:
                return Ok(done.Webhook, secret: null, status);
            case WebhookResult.WithSecret made:
                return Ok(made.Webhook, made.Secret, status);
            case WebhookResult.Unchanged when context.Request.RouteValues["id"] is string id
                && await context.RequestServices.GetWebhookAsync(id, context.RequestAborted) is { } webhook:
                return Ok(webhook, secret: null, status); // it is so already
            case WebhookResult.Invalid invalid:
                return RestResult.Error(ApiError.InvalidParameters(
                    new Dictionary<string, Text>(StringComparer.Ordinal) { [invalid.Field == "types" ? "events" : invalid.Field] = Text.Same(invalid.Reason) }));
            default:
                return RestResult.Error(ApiError.NoWebhook);
        }
    }

    private static Task<Webhook?> GetWebhookAsync(this IServiceProvider services, string id, CancellationToken cancellationToken) =>
        ((WebhookStore)services.GetService(typeof(WebhookStore))!).FindAsync(id, cancellationToken);

    private static IResult Ok(Webhook webhook, string? secret, int status) =>
        RestResult.Ok(WebhookResponse.Of(webhook, secret), AdminJsonContext.Answers.WebhookResponse, status);
}
