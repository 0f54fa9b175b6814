using HeadlessKey.Access;
using HeadlessKey.Authentication;
using HeadlessKey.Http;
using HeadlessKey.Lockout;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace HeadlessKey.Administration.Bans;

/// <summary><c>/admin/api/v1/bans</c>: networks that are shut out.</summary>
internal static class BansEndpoint
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/bans", ListAsync).Describe("adminBans", "Networks that are banned or locked.").RequiresAdmin().Answers<BansResponse>(401, 403);
        routes.MapPost("/bans", AddAsync).Describe("adminBan", "Shut a network out.").RequiresConfirmedAdmin().AcceptsBody<AddBanRequest>()
            .Creates<BanResponse>(StatusCodes.Status201Created, 400, 401, 403, 409);
        routes.MapDelete("/bans", RemoveAsync).Describe("adminLiftBan", "Let a network in again.").RequiresAdmin().Answers<MessageResponse>(400, 401, 403, 404);
    }

    private static async Task<IResult> ListAsync(HttpContext context, BanStore bans) => RestResult.Ok(
        new BansResponse(
            [.. (await bans.ListAsync(context.RequestAborted)).Select(BanResponse.Of)], [.. (await bans.ListLockedAsync(context.RequestAborted)).Select(BanResponse.Of)]),
        AdminJsonContext.Answers.BansResponse);

    private static async Task<IResult> AddAsync(HttpContext context, BanStore bans, BanList list, TimeProvider time)
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

    private static async Task<IResult> RemoveAsync(HttpContext context, BanStore bans, BanList list)
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
