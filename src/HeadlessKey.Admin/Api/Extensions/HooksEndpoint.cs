using HeadlessKey.Access;
using HeadlessKey.Admin.Api.Door;
using HeadlessKey.Http;
using Microsoft.AspNetCore.Http;

namespace HeadlessKey.Admin.Api.Extensions;

/// <summary><c>GET /admin/api/v1/hooks</c>.</summary>
internal sealed class HooksEndpoint(HookList hooks)
{
    public static void Map(AdminEndpoints<HooksEndpoint> routes) =>
        routes.Get("/hooks", static it => it.ListAsync).Describe("adminHooks", "Who else has a say.").RequiresAdmin().Answers<ListResponse<HookResponse>>(401, 403);

    private Task<IResult> ListAsync(HttpContext context) =>
        Task.FromResult(RestResult.Ok(new ListResponse<HookResponse>(hooks.Read()), AdminJsonContext.Answers.ListResponseHookResponse));
}
