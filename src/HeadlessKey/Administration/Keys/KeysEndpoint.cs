using HeadlessKey.Access;
using HeadlessKey.Authentication;
using HeadlessKey.Http;
using HeadlessKey.SigningKeys;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace HeadlessKey.Administration.Keys;

/// <summary><c>/admin/api/v1/keys</c>: which keys sign.</summary>
internal static class KeysEndpoint
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/keys", List).Describe("adminKeys", "The signing keys and where each stands.").RequiresAdmin().Answers<KeysResponse>(401, 403);
        routes.MapPost("/keys/rotate", RotateAsync).Describe("adminRotateKey", "Announce a new key that takes over.").RequiresConfirmedAdmin()
            .AcceptsBody<RotateKeyRequest>().Creates<KeyResponse>(StatusCodes.Status201Created, 400, 401, 403, 409);
        routes.MapPost("/keys/import", ImportAsync).Describe("adminImportKey", "Announce a key of your own.").RequiresConfirmedAdmin()
            .AcceptsBody<ImportKeyRequest>().Creates<KeyResponse>(StatusCodes.Status201Created, 400, 401, 403, 409);
        routes.MapPost("/keys/{kid}/retire", RetireAsync).Describe("adminRetireKey", "Take a key out.").RequiresConfirmedAdmin()
            .AcceptsBody<RetireKeyRequest>().Answers<KeysResponse>(400, 401, 403, 404, 409);
    }

    private static IResult List(KeyRing ring, HeadlessKeyOptions options, TimeProvider time) => Answer(ring, options, time);

    private static async Task<IResult> RotateAsync(HttpContext context, KeyFlow flow, TimeProvider time)
    {
        var (request, error) = await RequestBinding.ReadAsync(context, RotateKeyRequest.Bind);
        return request is null ? RestResult.Error(error!) : Answer(await flow.RotateAsync(AdminCaller.Of(context), request, context.RequestAborted), time);
    }

    private static async Task<IResult> ImportAsync(HttpContext context, KeyFlow flow, TimeProvider time)
    {
        var (request, error) = await RequestBinding.ReadAsync(context, ImportKeyRequest.Bind);
        return request is null ? RestResult.Error(error!) : Answer(await flow.ImportAsync(AdminCaller.Of(context), request), time);
    }

    private static async Task<IResult> RetireAsync(HttpContext context, string kid, KeyFlow flow, KeyRing ring, HeadlessKeyOptions options, TimeProvider time)
    {
        var (request, error) = await RequestBinding.ReadAsync(context, RetireKeyRequest.Bind);
        return request is null ? RestResult.Error(error!)
            : await flow.RetireAsync(AdminCaller.Of(context), kid, request.Drop) is { } refusal ? RestResult.Error(refusal)
            : Answer(ring, options, time);
    }

    private static IResult Answer((SigningKey? Key, ApiError? Error) result, TimeProvider time) => result.Key is { } key
        ? RestResult.Ok(KeyResponse.Of(key, time.GetUtcNow()), AdminJsonContext.Answers.KeyResponse, StatusCodes.Status201Created)
        : RestResult.Error(result.Error!);

    private static IResult Answer(KeyRing ring, HeadlessKeyOptions options, TimeProvider time)
    {
        var keys = options.Keys;
        return RestResult.Ok(
            new KeysResponse(
                keys.Algorithm, options.SecretKey is not null, (long)keys.AnnounceFor.TotalSeconds, (long)keys.RotateEvery.TotalSeconds,
                [.. ring.Live.Select(key => KeyResponse.Of(key, time.GetUtcNow()))]),
            AdminJsonContext.Answers.KeysResponse);
    }
}
