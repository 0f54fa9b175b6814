using HeadlessKey.Access;
using HeadlessKey.Authentication;
using HeadlessKey.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace HeadlessKey.OwnSessions;

/// <summary><c>GET /sessions</c>, <c>DELETE /sessions/{id}</c>, <c>DELETE /sessions</c>.</summary>
internal static class OwnSessionsEndpoint
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/sessions", ListAsync).Describe("listSessions", "The devices that are signed in to the account.").RequiresSignIn()
            .Answers<SessionListResponse>(401);
        routes.MapDelete("/sessions/{id}", EndAsync).Describe("endSession", "Sign one device out.").RequiresSignIn()
            .Answers<MessageResponse>(401, 404);
        routes.MapDelete("/sessions", EndOthersAsync).Describe("endOtherSessions", "Sign every other device out.").RequiresSignIn()
            .Answers<MessageResponse>(401);
    }

    private static async Task<IResult> ListAsync(HttpContext context, OwnSessionsFlow flow) => RestResult.Ok(
        await flow.ListAsync(CallerToken.Of(context), context.RequestAborted), ApiJsonContext.Answers.SessionListResponse);

    private static async Task<IResult> EndAsync(HttpContext context, string id, OwnSessionsFlow flow) =>
        Answer(await flow.EndAsync(CallerToken.Of(context), id, ClientInfo.Of(context), context.RequestAborted), Messages.SessionEnded);

    private static async Task<IResult> EndOthersAsync(HttpContext context, OwnSessionsFlow flow) =>
        Answer(await flow.EndAsync(CallerToken.Of(context), id: null, ClientInfo.Of(context), context.RequestAborted), Messages.OtherSessionsEnded);

    private static IResult Answer(EndOwnSessionsResult result, Text done) => result switch
    {
        EndOwnSessionsResult.Ended => RestResult.Message(done),
        EndOwnSessionsResult.NoSuchSession => RestResult.Error(ApiError.NoSession),
        EndOwnSessionsResult.AskerEnded => RestResult.Error(ApiError.RevokedToken),
        _ => throw new InvalidOperationException($"Unexpected {result}."),
    };
}
