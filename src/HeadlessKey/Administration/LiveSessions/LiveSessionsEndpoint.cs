using System.Globalization;
using HeadlessKey.Access;
using HeadlessKey.Authentication;
using HeadlessKey.Http;
using HeadlessKey.Users;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace HeadlessKey.Administration.LiveSessions;

/// <summary><c>/admin/api/v1/sessions</c> and <c>/users/{id}/sessions</c>: who is signed in, and who shall be no longer.</summary>
internal static class LiveSessionsEndpoint
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/sessions", ListAsync).Describe("adminSessions", "Who is signed in.").RequiresAdmin()
            .Answers<PageResponse<LiveSessionResponse>>(400, 401, 403);
        routes.MapDelete("/sessions/{id}", EndAsync).Describe("adminEndSession", "End one session.").RequiresAdmin().Answers<EndedResponse>(401, 403, 404);
        routes.MapDelete("/sessions", EndEveryonesAsync).Describe("adminEndEverySession", "End everybody's sessions.").RequiresConfirmedAdmin()
            .Answers<EndedResponse>(401, 403);
        routes.MapGet("/users/{id:long}/sessions", ListOfUserAsync).Describe("adminUserSessions", "A user's devices.").RequiresAdmin()
            .Answers<PageResponse<LiveSessionResponse>>(400, 401, 403, 404);
        routes.MapDelete("/users/{id:long}/sessions", EndOfUserAsync).Describe("adminEndUserSessions", "End a user's sessions.").RequiresConfirmedAdmin()
            .Answers<EndedResponse>(401, 403, 404);
    }

    private static Task<IResult> ListAsync(HttpContext context, LiveSessionStore sessions)
    {
        var query = new QueryFields(context.Request);
        return PageAsync(context, sessions, query, query.Id("user_id"));
    }

    private static async Task<IResult> ListOfUserAsync(HttpContext context, long id, LiveSessionStore sessions, UserStore users) =>
        await users.FindByIdAsync(id, context.RequestAborted) is null
            ? RestResult.Error(ApiError.NoUser)
            : await PageAsync(context, sessions, new QueryFields(context.Request), id);

    private static async Task<IResult> PageAsync(HttpContext context, LiveSessionStore sessions, QueryFields query, long? userId)
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

    private static async Task<IResult> EndAsync(HttpContext context, string id, SessionEndFlow flow) =>
        await flow.RunAsync(AdminCaller.Of(context), id, userId: null) is var ended and > 0 ? Ended(ended) : RestResult.Error(ApiError.NoSession);

    private static async Task<IResult> EndOfUserAsync(HttpContext context, long id, SessionEndFlow flow, UserStore users) =>
        await users.FindByIdAsync(id, context.RequestAborted) is null
            ? RestResult.Error(ApiError.NoUser)
            : Ended(await flow.RunAsync(AdminCaller.Of(context), sessionId: null, id));

    private static async Task<IResult> EndEveryonesAsync(HttpContext context, SessionEndFlow flow) =>
        Ended(await flow.RunAsync(AdminCaller.Of(context), sessionId: null, userId: null));

    private static IResult Ended(int count) => RestResult.Ok(new EndedResponse(count), AdminJsonContext.Answers.EndedResponse);
}
