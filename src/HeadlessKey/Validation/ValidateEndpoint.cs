using HeadlessKey.Access;
using HeadlessKey.Http;
using HeadlessKey.Tokens;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace HeadlessKey.Validation;

/// <summary><c>POST /token/validate</c>. Memory only: it answers at full speed whatever the database is doing.</summary>
internal static class ValidateEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/token/validate", ValidateAsync).Describe("validate", "Ask whether a token is good, and for its claims.")
            .AcceptsBody<ValidateRequest>().TakesBearer()
            .Answers<ValidateResponse>(400, 401, 403, 413, 503);

    private static async Task<IResult> ValidateAsync(HttpContext context, AccessTokenValidator validator)
    {
        var (request, error) = await RequestBinding.ReadAsync(context, ValidateRequest.Bind);
        if (request is null)
        {
            return Refused(error!);
        }

        var token = request.Token;
        if (string.IsNullOrEmpty(token) && BearerHeader.TryRead(context, out token) is { } headerError)
        {
            return Refused(headerError);
        }

        return await validator.ValidateAsync(token) switch
        {
            AccessTokenResult.Valid valid => Accepted(valid.Token),
            AccessTokenResult.Expired => Refused(ApiError.ExpiredToken),
            AccessTokenResult.Revoked => Refused(ApiError.RevokedToken),
            AccessTokenResult.RefusedByHook refused => Refused(refused.Refusal.Error),
            _ => Refused(ApiError.InvalidToken),
        };
    }

    private static IResult Accepted(AccessToken token)
    {
        var head = """{"valid":true,"data":"""u8;
        var answer = new byte[head.Length + token.Claims.Length + 1];
        head.CopyTo(answer);
        token.Claims.Span.CopyTo(answer.AsSpan(head.Length));
        answer[^1] = (byte)'}';
        return RestResult.Bytes(answer);
    }

    // A client that reads nothing but .valid must still see a refusal.
    private static RestErrorResult Refused(ApiError error) => new(error, ("valid", false));
}
