using HeadlessKey.Access;
using HeadlessKey.Admin.Api.Door;
using HeadlessKey.Http;
using Microsoft.AspNetCore.Http;

namespace HeadlessKey.Admin.Api.Overview;

/// <summary><c>GET /admin/api/v1/overview</c>.</summary>
internal sealed class OverviewEndpoint(OverviewView overview)
{
    public static void Map(AdminEndpoints<OverviewEndpoint> routes) =>
        routes.Get("/overview", static it => it.GetAsync).Describe("adminOverview", "How the server is doing.").RequiresAdmin().Answers<OverviewResponse>(400, 401, 403);

    private async Task<IResult> GetAsync(HttpContext context)
    {
        var query = new QueryFields(context.Request);
        var hours = query.Number("hours", otherwise: 24, least: 1, most: 720);
        return query.Error is { } error
            ? RestResult.Error(error)
            : RestResult.Ok(await overview.ReadAsync(hours, context.RequestAborted), AdminJsonContext.Answers.OverviewResponse);
    }
}
