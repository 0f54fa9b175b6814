using HeadlessKey.Access;
using HeadlessKey.Admin.Api.Door;
using HeadlessKey.Http;
using HeadlessKey.Secrets;
using HeadlessKey.Sites;
using Microsoft.AspNetCore.Http;

namespace HeadlessKey.Admin.Api.SsoSites;

/// <summary><c>/admin/api/v1/sites</c>: from where people may come over.</summary>
internal sealed class SitesEndpoint(SiteRegistry sites)
{
    public static void Map(AdminEndpoints<SitesEndpoint> routes)
    {
        routes.Get("/sites", static it => it.ListAsync).Describe("adminSites", "Other sites whose people may come over.").RequiresAdmin()
            .Answers<ListResponse<SiteResponse>>(401, 403);
        routes.Get("/sites/{key}", static it => it.GetAsync).Describe("adminSite", "One site's entry.").RequiresAdmin().Answers<SiteResponse>(401, 403, 404);
        routes.Post("/sites", static it => it.AddAsync).Describe("adminAddSite", "Let people come over from another site.").RequiresConfirmedAdmin()
            .AcceptsBody<SiteRequest>().Creates<SiteResponse>(StatusCodes.Status201Created, 400, 401, 403);
        routes.Delete("/sites/{key}", static it => it.RemoveAsync).Describe("adminRemoveSite", "Remove it with its links; sessions that came from there end.")
            .RequiresConfirmedAdmin().Answers<MessageResponse>(401, 403, 404);
        routes.Post("/sites/{key}/enable", static it => it.EnableAsync).Describe("adminEnableSite", "Believe it again.").RequiresConfirmedAdmin()
            .Answers<SiteResponse>(401, 403, 404);
        routes.Post("/sites/{key}/disable", static it => it.DisableAsync).Describe("adminDisableSite", "Believe it no more; sessions that came from there end.")
            .RequiresConfirmedAdmin().Answers<SiteResponse>(401, 403, 404);
    }

    private async Task<IResult> ListAsync(HttpContext context) => RestResult.Ok(
        new ListResponse<SiteResponse>([.. (await sites.ListAsync(context.RequestAborted)).Select(entry => SiteResponse.Of(entry.Key, entry.Site))]),
        AdminJsonContext.Answers.ListResponseSiteResponse);

    private async Task<IResult> GetAsync(HttpContext context) =>
        (await sites.ListAsync(context.RequestAborted)).Find(entry => string.Equals(entry.Key, Key(context), StringComparison.Ordinal)) is { Key: not null } found
            ? RestResult.Ok(SiteResponse.Of(found.Key, found.Site), AdminJsonContext.Answers.SiteResponse)
            : RestResult.Error(ApiError.NoSite);

    private async Task<IResult> AddAsync(HttpContext context)
    {
        var (request, error) = await RequestBinding.ReadAsync(context, SiteRequest.Bind);
        if (request is null)
        {
            return RestResult.Error(error!);
        }

        var made = request.Secret is null ? RandomId.Secret() : null;
        var site = request.ToSite(request.Secret ?? made!);
        return await sites.AddAsync(site, AdminCaller.Of(context)) is { } fault
            ? RestResult.Error(ApiError.InvalidParameters(new Dictionary<string, Text>(StringComparer.Ordinal) { [request.MemberOf(fault)] = fault.Why }))
            : RestResult.Ok(SiteResponse.Of(site, made), AdminJsonContext.Answers.SiteResponse, StatusCodes.Status201Created);
    }

    private async Task<IResult> RemoveAsync(HttpContext context) =>
        await sites.RemoveAsync(Key(context), AdminCaller.Of(context)) ? RestResult.Message(Messages.SiteRemoved) : RestResult.Error(ApiError.NoSite);

    private async Task<IResult> EnableAsync(HttpContext context)
    {
        await sites.EnableAsync(Key(context), AdminCaller.Of(context)); // false: it is so already, or there is none, which the next line says
        return await GetAsync(context);
    }

    private async Task<IResult> DisableAsync(HttpContext context)
    {
        await sites.DisableAsync(Key(context), AdminCaller.Of(context));
        return await GetAsync(context);
    }

    private static string Key(HttpContext context) => PathFields.Text(context, "key");
}
