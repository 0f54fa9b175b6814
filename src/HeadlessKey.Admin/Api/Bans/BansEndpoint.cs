using HeadlessKey.Access;
using HeadlessKey.Admin.Api.Door;
using HeadlessKey.Http;
using HeadlessKey.Lockout;
using Microsoft.AspNetCore.Http;

namespace HeadlessKey.Admin.Api.Bans;

/// <summary><c>/admin/api/v1/bans</c>: networks that are shut out.</summary>
internal sealed class BansEndpoint(BanStore bans, BanList list, TimeProvider time)
{
    public static void Map(AdminEndpoints<BansEndpoint> routes)
    {
        routes.Get("/bans", static it => it.ListAsync).Describe("adminBans", "Networks that are banned or locked.").RequiresAdmin().Answers<BansResponse>(401, 403);
        routes.Post("/bans", static it => it.AddAsync).Describe("adminBan", "Shut a network out.").RequiresConfirmedAdmin().AcceptsBody<AddBanRequest>().Creates<BanResponse>(StatusCodes.Status201Created, 400, 401, 403, 409);
        routes.Delete("/bans", static it => it.RemoveAsync).Describe("adminLiftBan", "Let a network in again.").RequiresAdmin()
            .Answers<MessageResponse>(400, 401, 403, 404);
    }

    private async Task<IResult> ListAsync(HttpContext context) => RestResult.Ok(
        new BansResponse(
            [.. (await bans.ListAsync(context.RequestAborted)).Select(BanResponse.Of)], [.. (await bans.ListLockedAsync(context.RequestAborted)).Select(BanResponse.Of)]),
        AdminJsonContext.Answers.BansResponse);

    private async Task<IResult> AddAsync(HttpContext context)
    {
        var (request, error) = await RequestBinding.ReadAsync(context, AddBanRequest.Bind);
        if (request is null)
        {
            return RestResult.Error(error!);
        }

        if (context.Connection.RemoteIpAddress is { } own && ClientAddress.TryParseNetwork(request.Network, out var network) && network.Contains(own))
        {
            return RestResult.Error(ApiError.OwnNetwork);
        }

        var ban = new Ban(request.Network, request.Reason, request.Hours is { } hours ? time.GetUtcNow() + TimeSpan.FromHours(hours) : null);
        await bans.AddAsync(ban, AdminCaller.Of(context));
        await list.CatchUpAsync(CancellationToken.None); // in force here before the answer
        return RestResult.Ok(BanResponse.Of(ban), AdminJsonContext.Answers.BanResponse, StatusCodes.Status201Created);
    }

    private async Task<IResult> RemoveAsync(HttpContext context)
    {
        var query = new QueryFields(context.Request);
        if (query.Optional("network", 100) is not { } text || BanNetwork.Read(text) is not { } network)
        {
            query.Refuse("network", Messages.NetworkForm);
            return RestResult.Error(query.Error!);
        }

        if (!await bans.RemoveAsync(network, AdminCaller.Of(context)))
        {
            return RestResult.Error(ApiError.NoBan);
        }

        await list.CatchUpAsync(CancellationToken.None);
        return RestResult.Message(Messages.BanLifted);
    }
}
