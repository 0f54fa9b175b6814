using HeadlessKey.Access;
using HeadlessKey.Admin.Api.Door;
using HeadlessKey.Email;
using HeadlessKey.Http;
using Microsoft.AspNetCore.Http;

namespace HeadlessKey.Admin.Api.Mail;

/// <summary><c>/admin/api/v1/email/queue</c> and <c>/captured</c>: the mails themselves.</summary>
internal sealed class EmailQueueEndpoint(EmailQueueStore queue, CapturedEmails captured)
{
    private const int Most = 200;

    public static void Map(AdminEndpoints<EmailQueueEndpoint> routes)
    {
        routes.Get("/email/queue", static it => it.ListAsync).Describe("adminEmailQueue", "Mail that waits, and mail that was given up.").RequiresAdmin()
            .Answers<ListResponse<QueuedEmailResponse>>(401, 403);
        routes.Post("/email/queue/retry", static it => it.RetryAsync).Describe("adminEmailRetry", "Try waiting mail again now.").RequiresAdmin()
            .AcceptsBody<RetryEmailRequest>().Answers<RetryEmailResponse>(400, 401, 403);
        routes.Get("/email/captured", static it => it.ListCapturedAsync).Describe("adminCapturedEmails", "Mail that was written to files.").RequiresConfirmedAdmin()
            .Answers<ListResponse<CapturedEmailResponse>>(401, 403);
        routes.Get("/email/captured/{id}", static it => it.GetCapturedAsync).Describe("adminCapturedEmail", "A mail that was written to a file.").RequiresConfirmedAdmin()
            .Answers<CapturedEmailDetailResponse>(401, 403, 404);
    }

    private async Task<IResult> ListAsync(HttpContext context) => RestResult.Ok(
        new ListResponse<QueuedEmailResponse>([.. (await queue.ListAsync(Most, context.RequestAborted)).Select(QueuedEmailResponse.Of)]),
        AdminJsonContext.Answers.ListResponseQueuedEmailResponse);

    private async Task<IResult> RetryAsync(HttpContext context)
    {
        var (request, error) = await RequestBinding.ReadAsync(context, RetryEmailRequest.Bind);
        return request is null
            ? RestResult.Error(error!)
            : RestResult.Ok(new RetryEmailResponse(await queue.RetryAsync(request.Id, AdminCaller.Of(context))), AdminJsonContext.Answers.RetryEmailResponse);
    }

    private Task<IResult> ListCapturedAsync(HttpContext context) => Task.FromResult(RestResult.Ok(
        new ListResponse<CapturedEmailResponse>([.. captured.List(Most).Select(CapturedEmailResponse.Of)]), AdminJsonContext.Answers.ListResponseCapturedEmailResponse));

    private Task<IResult> GetCapturedAsync(HttpContext context) => Task.FromResult(captured.Find(PathFields.Text(context, "id")) is { } email
        ? RestResult.Ok(CapturedEmailDetailResponse.Of(email), AdminJsonContext.Answers.CapturedEmailDetailResponse)
        : RestResult.Error(ApiError.NoEmail));
}
