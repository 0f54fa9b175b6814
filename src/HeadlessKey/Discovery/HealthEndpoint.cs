using HeadlessKey.Access;
using HeadlessKey.Http;
using HeadlessKey.SigningKeys;
using HeadlessKey.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace HeadlessKey.Discovery;

/// <summary><c>GET /healthz</c>: the process answers. <c>GET /readyz</c>: it can serve, with database and keys.</summary>
internal static class HealthEndpoint
{
    private static readonly TimeSpan StaleAfter = TimeSpan.FromSeconds(10);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/healthz", Alive).Describe("healthz", "The process is alive.").Answers<MessageResponse>();
        routes.MapGet("/readyz", ReadyAsync).Describe("readyz", "The server can serve: database and keys are there.").Answers<MessageResponse>(503);
    }

    private static IResult Alive() => RestResult.Message(Text.Same("ok"));

    private static async Task<IResult> ReadyAsync(
        HttpContext context, SigningKeyStore store, KeyRing keys, ReplicaUpdater replicas)
    {
        try
        {
            await store.GetVersionAsync(context.RequestAborted);
            keys.GetSigning();
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return RestResult.Error(ApiError.Busy); // the log of the updater says why
        }

        return replicas.Staleness < StaleAfter ? RestResult.Message(Text.Same("ok")) : RestResult.Error(ApiError.Busy);
    }
}
