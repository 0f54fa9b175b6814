using HeadlessKey.Access;
using HeadlessKey.Directory;
using HeadlessKey.Http;
using HeadlessKey.Tokens;
using HeadlessKey.Users;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace HeadlessKey.Login;

/// <summary><c>POST /token</c> and <c>POST /login</c>: the same sign-in, with the user in brief or with the profile.</summary>
internal static class LoginEndpoint
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/token", TokenAsync).Describe("token", "Sign in: a name and a password for a token.")
            .AcceptsBody<LoginRequest>()
            .Answers<TokenResponse<UserResponse>>(400, 401, 403, 413, 429, 503);
        routes.MapPost("/login", LoginAsync).Describe("login", "Sign in and get the whole profile with the token.")
            .AcceptsBody<LoginRequest>()
            .Answers<TokenResponse<ProfileResponse>>(400, 401, 403, 413, 429, 503);
    }

    private static Task<IResult> TokenAsync(HttpContext context, LoginFlow flow, RefreshCookie cookie, TimeProvider time) =>
        SignInAsync(context, flow, cookie, (grant, inCookie) => RestResult.Ok(
            TokenResponse.Of(grant, UserResponse.Of(grant.User), time.GetUtcNow(), inCookie), ApiJsonContext.Answers.TokenResponseUserResponse));

    private static Task<IResult> LoginAsync(HttpContext context, LoginFlow flow, RefreshCookie cookie, TimeProvider time) =>
        SignInAsync(context, flow, cookie, (grant, inCookie) => RestResult.Ok(
            TokenResponse.Of(grant, ProfileResponse.Of(grant.User), time.GetUtcNow(), inCookie), ApiJsonContext.Answers.TokenResponseProfileResponse));

    private static async Task<IResult> SignInAsync(
        HttpContext context, LoginFlow flow, RefreshCookie cookie, Func<Grant, bool, IResult> answer)
    {
        var (request, error) = await RequestBinding.ReadAsync(context, LoginRequest.Bind);
        if (request is null)
        {
            return RestResult.Error(error!);
        }

        return await flow.RunAsync(request, ClientInfo.Of(context), context.RequestAborted) switch
        {
            LoginResult.SignedIn { Grant: var grant } =>
                answer(grant, cookie.TryGive(context, grant.RefreshToken, grant.Session.IdleExpiresAt)),
            LoginResult.Refused refused => RestResult.Error(SignInErrors.Of(refused.Why)),
            var other => throw new InvalidOperationException($"Unexpected {other}."),
        };
    }
}
