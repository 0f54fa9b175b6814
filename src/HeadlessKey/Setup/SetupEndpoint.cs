using HeadlessKey.Access;
using HeadlessKey.Directory;
using HeadlessKey.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace HeadlessKey.Setup;

/// <summary><c>POST /admin/api/v1/setup</c>: the first administrator, for whoever holds the one-time link.</summary>
internal static class SetupEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/admin/api/v1/setup", SetUpAsync).Describe("setup", "Make the first administrator with the one-time link.")
            .AcceptsBody<SetupRequest>()
            .Answers<MessageResponse>(400, 409, 413, 429, 503);

    private static async Task<IResult> SetUpAsync(HttpContext context, SetupFlow flow, RequestRates rates)
    {
        // It is open while the admin API is off, too: somebody has to be the first. What it costs, it costs at the rate of sign-ins.
        if (rates.TryTake(RateGroup.SignIn, ClientNetwork.Of(context.Connection.RemoteIpAddress?.ToString())) is { } wait)
        {
            return RestResult.Error(ApiError.TooManyAttempts(wait));
        }

        var (request, error) = await RequestBinding.ReadAsync(context, SetupRequest.Bind);
        if (request is null)
        {
            return RestResult.Error(error!);
        }

        return await flow.RunAsync(request, ClientInfo.Of(context), context.RequestAborted) switch
        {
            SetupResult.Created => RestResult.Message(Messages.AdministratorCreated),
            SetupResult.InvalidLink => RestResult.Error(ApiError.InvalidSetupLink),
            SetupResult.Refused refused => RestResult.Error(AccountErrors.Of(refused.Fault)),
            var other => throw new InvalidOperationException($"Unexpected {other}."),
        };
    }
}
