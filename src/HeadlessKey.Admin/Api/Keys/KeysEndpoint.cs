using HeadlessKey.Access;
using HeadlessKey.Admin.Api.Door;
using HeadlessKey.Http;
using HeadlessKey.SigningKeys;
using Microsoft.AspNetCore.Http;

namespace HeadlessKey.Admin.Api.Keys;

/// <summary><c>/admin/api/v1/keys</c>: which keys sign.</summary>
internal sealed class KeysEndpoint(KeyFlow flow, KeyRing ring, HeadlessKeyOptions options, TimeProvider time)
{
    public static void Map(AdminEndpoints<KeysEndpoint> routes)
    {
        routes.Get("/keys", static it => it.ListAsync).Describe("adminKeys", "The signing keys and where each stands.").RequiresAdmin().Answers<KeysResponse>(401, 403);
        routes.Post("/keys/rotate", static it => it.RotateAsync).Describe("adminRotateKey", "Announce a new key that takes over.").RequiresConfirmedAdmin()
            .AcceptsBody<RotateKeyRequest>().Creates<KeyResponse>(StatusCodes.Status201Created, 400, 401, 403, 409);
        routes.Post("/keys/import", static it => it.ImportAsync).Describe("adminImportKey", "Announce a key of your own.").RequiresConfirmedAdmin()
            .AcceptsBody<ImportKeyRequest>().Creates<KeyResponse>(StatusCodes.Status201Created, 400, 401, 403, 409);
        routes.Post("/keys/{kid}/retire", static it => it.RetireAsync).Describe("adminRetireKey", "Take a key out.").RequiresConfirmedAdmin()
            .AcceptsBody<RetireKeyRequest>().Answers<KeysResponse>(400, 401, 403, 404, 409);
    }

    private Task<IResult> ListAsync(HttpContext context) => Task.FromResult(Answer());

    private async Task<IResult> RotateAsync(HttpContext context)
    {
        var (request, error) = await RequestBinding.ReadAsync(context, RotateKeyRequest.Bind);
        return request is null ? RestResult.Error(error!) : Answer(await flow.RotateAsync(AdminCaller.Of(context), request, context.RequestAborted));
    }

    private async Task<IResult> ImportAsync(HttpContext context)
    {
        var (request, error) = await RequestBinding.ReadAsync(context, ImportKeyRequest.Bind);
        return request is null ? RestResult.Error(error!) : Answer(await flow.ImportAsync(AdminCaller.Of(context), request));
    }

    private async Task<IResult> RetireAsync(HttpContext context)
    {
        var (request, error) = await RequestBinding.ReadAsync(context, RetireKeyRequest.Bind);
        return request is null ? RestResult.Error(error!)
            : await flow.RetireAsync(AdminCaller.Of(context), PathFields.Text(context, "kid"), request.Drop) is { } refusal ? RestResult.Error(refusal)
            : Answer();
    }

    private IResult Answer((SigningKey? Key, ApiError? Error) result) => result.Key is { } key
        ? RestResult.Ok(KeyResponse.Of(key, time.GetUtcNow()), AdminJsonContext.Answers.KeyResponse, StatusCodes.Status201Created)
        : RestResult.Error(result.Error!);

    private IResult Answer()
    {
        var keys = options.Keys;
        return RestResult.Ok(
            new KeysResponse(
                keys.Algorithm, options.SecretKey is not null, (long)keys.AnnounceFor.TotalSeconds, (long)keys.RotateEvery.TotalSeconds,
                [.. ring.Live.Select(key => KeyResponse.Of(key, time.GetUtcNow()))]),
            AdminJsonContext.Answers.KeysResponse);
    }
}
