using HeadlessKey.Access;
using HeadlessKey.Authentication;
using HeadlessKey.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace HeadlessKey.Administration.Overview;

/// <summary><c>GET /admin/api/v1/overview</c>.</summary>
internal static class OverviewEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/overview", GetAsync).Describe("adminOverview", "How the server is doing.").RequiresAdmin().Answers<OverviewResponse>(400, 401, 403);

    private static async Task<IResult> GetAsync(HttpContext context, OverviewView overview)
    {
        var query = new QueryFields(context.Request);
        var hours = query.Number("hours", otherwise: 24, least: 1, most: 720);
        return query.Error is { } error
            ? RestResult.Error(error)
            : RestResult.Ok(await overview.ReadAsync(hours, context.RequestAborted), AdminJsonContext.Answers.OverviewResponse);
    }
}
