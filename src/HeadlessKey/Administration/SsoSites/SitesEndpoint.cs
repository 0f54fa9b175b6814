using HeadlessKey.Access;
using HeadlessKey.Authentication;
using HeadlessKey.Http;
using HeadlessKey.Secrets;
using HeadlessKey.Sites;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace HeadlessKey.Administration.SsoSites;

/// <summary><c>/admin/api/v1/sites</c>: from where people may come over.</summary>
internal static class SitesEndpoint
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/sites", ListAsync).Describe("adminSites", "Other sites whose people may come over.").RequiresAdmin().Answers<ListResponse<SiteResponse>>(401, 403);
        routes.MapGet("/sites/{key}", GetAsync).Describe("adminSite", "One site's entry.").RequiresAdmin().Answers<SiteResponse>(401, 403, 404);
        routes.MapPost("/sites", AddAsync).Describe("adminAddSite", "Let people come over from another site.").RequiresConfirmedAdmin().AcceptsBody<SiteRequest>()
            .Creates<SiteResponse>(StatusCodes.Status201Created, 400, 401, 403);
        routes.MapDelete("/sites/{key}", RemoveAsync).Describe("adminRemoveSite", "Remove it with its links; sessions that came from there end.").RequiresConfirmedAdmin()
            .Answers<MessageResponse>(401, 403, 404);
        routes.MapPost("/sites/{key}/enable", EnableAsync).Describe("adminEnableSite", "Believe it again.").RequiresConfirmedAdmin().Answers<SiteResponse>(401, 403, 404);
        routes.MapPost("/sites/{key}/disable", DisableAsync).Describe("adminDisableSite", "Believe it no more; sessions that came from there end.")
            .RequiresConfirmedAdmin().Answers<SiteResponse>(401, 403, 404);
    }

    private static async Task<IResult> ListAsync(HttpContext context, SiteRegistry sites) => RestResult.Ok(
        new ListResponse<SiteResponse>([.. (await sites.ListAsync(context.RequestAborted)).Select(entry => SiteResponse.Of(entry.Key, entry.Site))]),
        AdminJsonContext.Answers.ListResponseSiteResponse);

    private static async Task<IResult> GetAsync(HttpContext context, string key, SiteRegistry sites) =>
        (await sites.ListAsync(context.RequestAborted)).Find(entry => string.Equals(entry.Key, key, StringComparison.Ordinal)) is { Key: not null } found
            ? RestResult.Ok(SiteResponse.Of(found.Key, found.Site), AdminJsonContext.Answers.SiteResponse)
            : RestResult.Error(ApiError.NoSite);

    private static async Task<IResult> AddAsync(HttpContext context, SiteRegistry sites)
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

    private static async Task<IResult> RemoveAsync(HttpContext context, string key, SiteRegistry sites) =>
        await sites.RemoveAsync(key, AdminCaller.Of(context)) ? RestResult.Message(Messages.SiteRemoved) : RestResult.Error(ApiError.NoSite);

    private static async Task<IResult> EnableAsync(HttpContext context, string key, SiteRegistry sites)
    {
        await sites.EnableAsync(key, AdminCaller.Of(context)); // false: it is so already, or there is none, which the next line says
        return await GetAsync(context, key, sites);
    }

    private static async Task<IResult> DisableAsync(HttpContext context, string key, SiteRegistry sites)
    {
        await sites.DisableAsync(key, AdminCaller.Of(context));
        return await GetAsync(context, key, sites);
    }
}
