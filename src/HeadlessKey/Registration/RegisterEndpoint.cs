using HeadlessKey.Access;
using HeadlessKey.Directory;
using HeadlessKey.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace HeadlessKey.Registration;

/// <summary><c>POST /register</c>: an account for anyone who asks for one.</summary>
internal static class RegisterEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/register", RegisterAsync).Describe("register", "Make an account and sign in.")
            .AcceptsBody<RegisterRequest>()
            .Creates<RegistrationResponse>(StatusCodes.Status201Created, 400, 403, 409, 413, 503);

    private static async Task<IResult> RegisterAsync(HttpContext context, RegistrationFlow flow, RefreshCookie cookie, TimeProvider time)
    {
        var (request, error) = await RequestBinding.ReadAsync(context, RegisterRequest.Bind);
        if (request is null)
        {
            return RestResult.Error(flow.IsClosed ? ApiError.RegistrationDisabled : error!); // where nobody gets in, nothing needs mending
        }

        return await flow.RunAsync(request, ClientInfo.Of(context), context.RequestAborted) switch
        {
            RegistrationResult.SignedIn { Grant: var grant } => Created(RegistrationResponse.Of(
                grant, time.GetUtcNow(), cookie.TryGive(context, grant.RefreshToken, grant.Session.IdleExpiresAt))),
            RegistrationResult.AwaitsVerification waiting => Created(RegistrationResponse.Of(waiting.User)),
            RegistrationResult.Deferred => Created(RegistrationResponse.Deferred),
            RegistrationResult.Closed => RestResult.Error(ApiError.RegistrationDisabled),
            RegistrationResult.RefusedByHook refused => RestResult.Error(refused.Refusal.Error),
            RegistrationResult.InvalidInvitation => RestResult.Error(ApiError.InvalidKey),
            RegistrationResult.Refused refused => RestResult.Error(AccountErrors.Of(refused.Fault)),
            var other => throw new InvalidOperationException($"Unexpected {other}."),
        };
    }

    private static IResult Created(RegistrationResponse response) =>
        RestResult.Ok(response, ApiJsonContext.Answers.RegistrationResponse, StatusCodes.Status201Created);
}
