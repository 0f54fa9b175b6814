using HeadlessKey.Access;
using HeadlessKey.Authentication;
using HeadlessKey.Email;
using HeadlessKey.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace HeadlessKey.Administration.Mail;

/// <summary><c>/admin/api/v1/email/queue</c> and <c>/captured</c>: the mails themselves.</summary>
internal static class EmailQueueEndpoint
{
    private const int Most = 200;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/email/queue", ListAsync).Describe("adminEmailQueue", "Mail that waits, and mail that was given up.").RequiresAdmin()
            .Answers<ListResponse<QueuedEmailResponse>>(401, 403);
        routes.MapPost("/email/queue/retry", RetryAsync).Describe("adminEmailRetry", "Try waiting mail again now.").RequiresAdmin()
            .AcceptsBody<RetryEmailRequest>().Answers<RetryEmailResponse>(400, 401, 403);
        routes.MapGet("/email/captured", ListCaptured).Describe("adminCapturedEmails", "Mail that was written to files.").RequiresConfirmedAdmin()
            .Answers<ListResponse<CapturedEmailResponse>>(401, 403);
        routes.MapGet("/email/captured/{id}", GetCaptured).Describe("adminCapturedEmail", "A mail that was written to a file.").RequiresConfirmedAdmin()
            .Answers<CapturedEmailDetailResponse>(401, 403, 404);
    }

    private static async Task<IResult> ListAsync(HttpContext context, EmailQueueStore queue) => RestResult.Ok(
        new ListResponse<QueuedEmailResponse>([.. (await queue.ListAsync(Most, context.RequestAborted)).Select(QueuedEmailResponse.Of)]),
        AdminJsonContext.Answers.ListResponseQueuedEmailResponse);

    private static async Task<IResult> RetryAsync(HttpContext context, EmailQueueStore queue)
    {
        var (request, error) = await RequestBinding.ReadAsync(context, RetryEmailRequest.Bind);
        return request is null
            ? RestResult.Error(error!)
            : RestResult.Ok(new RetryEmailResponse(await queue.RetryAsync(request.Id, AdminCaller.Of(context))), AdminJsonContext.Answers.RetryEmailResponse);
    }

    private static IResult ListCaptured(CapturedEmails captured) => RestResult.Ok(
        new ListResponse<CapturedEmailResponse>([.. captured.List(Most).Select(CapturedEmailResponse.Of)]), AdminJsonContext.Answers.ListResponseCapturedEmailResponse);

    private static IResult GetCaptured(string id, CapturedEmails captured) => captured.Find(id) is { } email
        ? RestResult.Ok(CapturedEmailDetailResponse.Of(email), AdminJsonContext.Answers.CapturedEmailDetailResponse)
        : RestResult.Error(ApiError.NoEmail);
}
