using System.Globalization;
using HeadlessKey.Access;
using HeadlessKey.ActivityLog;
using HeadlessKey.Admin.Api.Door;
using HeadlessKey.Directory.Transfer;
using HeadlessKey.Events;
using HeadlessKey.Http;
using Microsoft.AspNetCore.Http;

namespace HeadlessKey.Admin.Api.Record;

/// <summary><c>/admin/api/v1/activity</c>: what has happened.</summary>
internal sealed class ActivityEndpoint(
    ActivityLogReader reader, ActivityStore store, ActivityExport export, SealVerifier verifier, TimeProvider time)
{
    private const string Csv = "csv";
    private const string JsonLines = "jsonl";

    public static void Map(AdminEndpoints<ActivityEndpoint> routes)
    {
        routes.Get("/activity", static it => it.SearchAsync).Describe("adminActivity", "Find events, or follow them.").RequiresAdmin()
            .Answers<ActivityResponse>(400, 401, 403);
        routes.Get("/activity/export", static it => it.ExportAsync).Describe("adminActivityExport", "Download events.").RequiresConfirmedAdmin()
            .Answers<ErrorResponse>(400, 401, 403).Produces(StatusCodes.Status200OK, contentType: "text/csv");
        routes.Get("/activity/types", static it => it.ListTypesAsync).Describe("adminActivityTypes", "The types of events that there are.").RequiresAdmin()
            .Answers<EventTypesResponse>(401, 403);
        routes.Post("/activity/verify", static it => it.VerifyAsync).Describe("adminActivityVerify", "Check that nobody has changed the record.").RequiresAdmin()
            .Answers<VerificationResponse>(401, 403);
    }

    private async Task<IResult> SearchAsync(HttpContext context)
    {
        var fields = new QueryFields(context.Request);
        var query = ActivityFields.Read(fields);

        // Whoever follows gets what came after the newest that they have, in the order in which it came.
        var since = fields.Optional("since", 100);
        query = since is null ? query : query with { OldestFirst = true, After = since };
        var last = since is null ? await store.FindLastIdAsync(context.RequestAborted) : 0;
        if (fields.Error is null && await reader.SearchAsync(query, context.RequestAborted) is { } page)
        {
            var newest = since is null ? ActivityCursor.Of(last) : page.Next ?? (page.Rows.Count > 0 ? ActivityCursor.Of(page.Rows[^1].Id) : since);
            return RestResult.Ok(new ActivityResponse([.. page.Rows.Select(ActivityResponse.Of)], page.Next, newest), AdminJsonContext.Answers.ActivityResponse);
        }

        if (fields.Error is null)
        {
            fields.Refuse(since is null ? "after" : "since", Messages.NotUsable);
        }

        return RestResult.Error(fields.Error!);
    }

    private async Task<IResult> ExportAsync(HttpContext context)
    {
        var fields = new QueryFields(context.Request);
        var query = ActivityFields.Read(fields);
        var format = fields.Optional("format", 10) ?? Csv;
        if (format is not (Csv or JsonLines))
        {
            fields.Refuse("format", Messages.FormatUnknown);
        }

        if (fields.Error is { } error)
        {
            return RestResult.Error(error);
        }

        var table = format == Csv ? TableFormat.Csv : TableFormat.JsonLines;
        await export.RecordAsync(table, AdminCaller.Of(context));
        var response = context.Response;
        response.ContentType = format == Csv ? "text/csv; charset=utf-8" : "application/jsonl; charset=utf-8";
        response.Headers.ContentDisposition = string.Create(
            CultureInfo.InvariantCulture, $"attachment; filename=\"activity-{time.GetUtcNow().ToUniversalTime():yyyyMMdd-HHmmss}.{format}\"");
        await export.RunAsync(response.Body, query with { OldestFirst = true, After = null }, table, static _ => { }, context.RequestAborted);
        return Results.Empty;
    }

    private Task<IResult> ListTypesAsync(HttpContext context) =>
        Task.FromResult(RestResult.Ok(new EventTypesResponse([.. SecurityEventTypes.All.Select(type => type.Name)]), AdminJsonContext.Answers.EventTypesResponse));

    private async Task<IResult> VerifyAsync(HttpContext context) => RestResult.Ok(
        VerificationResponse.Of(await verifier.RunAsync([], static _ => { }, context.RequestAborted)), AdminJsonContext.Answers.VerificationResponse);
}
