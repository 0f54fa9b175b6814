using HeadlessKey.Access;
using HeadlessKey.Authentication;
using HeadlessKey.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace HeadlessKey.Administration.Extensions;

/// <summary><c>GET /admin/api/v1/hooks</c>.</summary>
internal static class HooksEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/hooks", List).Describe("adminHooks", "Who else has a say.").RequiresAdmin().Answers<ListResponse<HookResponse>>(401, 403);

    private static IResult List(HookList hooks) =>
        RestResult.Ok(new ListResponse<HookResponse>(hooks.Read()), AdminJsonContext.Answers.ListResponseHookResponse);
}
