using System.Globalization;
using HeadlessKey.Access;
using HeadlessKey.Admin.Api.Door;
using HeadlessKey.Http;
using HeadlessKey.Users;
using Microsoft.AspNetCore.Http;

namespace HeadlessKey.Admin.Api.LiveSessions;

/// <summary><c>/admin/api/v1/sessions</c> and <c>/users/{id}/sessions</c>: who is signed in, and who shall be no longer.</summary>
internal sealed class LiveSessionsEndpoint(LiveSessionStore sessions, UserStore users, SessionEndFlow flow)
{
    public static void Map(AdminEndpoints<LiveSessionsEndpoint> routes)
    {
        routes.Get("/sessions", static it => it.ListAsync).Describe("adminSessions", "Who is signed in.").RequiresAdmin()
            .Answers<PageResponse<LiveSessionResponse>>(400, 401, 403);
        routes.Delete("/sessions/{id}", static it => it.EndAsync).Describe("adminEndSession", "End one session.").RequiresAdmin().Answers<EndedResponse>(401, 403, 404);
        routes.Delete("/sessions", static it => it.EndEveryonesAsync).Describe("adminEndEverySession", "End everybody's sessions.").RequiresConfirmedAdmin()
            .Answers<EndedResponse>(401, 403);
        routes.Get("/users/{id:long}/sessions", static it => it.ListOfUserAsync).Describe("adminUserSessions", "A user's devices.").RequiresAdmin()
            .Answers<PageResponse<LiveSessionResponse>>(400, 401, 403, 404);
        routes.Delete("/users/{id:long}/sessions", static it => it.EndOfUserAsync).Describe("adminEndUserSessions", "End a user's sessions.").RequiresConfirmedAdmin()
            .Answers<EndedResponse>(401, 403, 404);
    }

    private Task<IResult> ListAsync(HttpContext context)
    {
        var query = new QueryFields(context.Request);
        return PageAsync(context, query, query.Id("user_id"));
    }

    private async Task<IResult> ListOfUserAsync(HttpContext context) =>
        await users.FindByIdAsync(UserId(context), context.RequestAborted) is null
            ? RestResult.Error(ApiError.NoUser)
            : await PageAsync(context, new QueryFields(context.Request), UserId(context));

    private async Task<IResult> PageAsync(HttpContext context, QueryFields query, long? userId)
    {
        var count = query.Count();
        var (at, id) = ReadCursor(query);
        if (query.Error is { } error)
        {
            return RestResult.Error(error);
        }

        return RestResult.Ok(
            AdminPage.Of(
                await sessions.ListAsync(userId, at, id, count + 1, context.RequestAborted), count, LiveSessionResponse.Of,
                live => string.Create(CultureInfo.InvariantCulture, $"{live.Session.CreatedAt.ToUnixTimeMilliseconds()}.{live.Session.Id}")),
            AdminJsonContext.Answers.PageResponseLiveSessionResponse);
    }

    private static (long At, string Id) ReadCursor(QueryFields query)
    {
        if (query.Optional("after", 100) is not { } after)
        {
            return (long.MaxValue, string.Empty);
        }

        if (after.Split('.', 2) is [var time, { Length: > 0 } id] && long.TryParse(time, NumberStyles.None, CultureInfo.InvariantCulture, out var at))
        {
            return (at, id);
        }

        query.Refuse("after", Messages.NotUsable);
        return default;
    }

    private async Task<IResult> EndAsync(HttpContext context) =>
        await flow.RunAsync(AdminCaller.Of(context), PathFields.Text(context, "id"), userId: null) is var ended and > 0 ? Ended(ended) : RestResult.Error(ApiError.NoSession);

    private async Task<IResult> EndOfUserAsync(HttpContext context) =>
        await users.FindByIdAsync(UserId(context), context.RequestAborted) is null
            ? RestResult.Error(ApiError.NoUser)
            : Ended(await flow.RunAsync(AdminCaller.Of(context), sessionId: null, UserId(context)));

    private async Task<IResult> EndEveryonesAsync(HttpContext context) =>
        Ended(await flow.RunAsync(AdminCaller.Of(context), sessionId: null, userId: null));

    private static IResult Ended(int count) => RestResult.Ok(new EndedResponse(count), AdminJsonContext.Answers.EndedResponse);

    private static long UserId(HttpContext context) => PathFields.Number(context, "id");
}
