using HeadlessKey.Access;
using HeadlessKey.Directory;
using HeadlessKey.Http;
using HeadlessKey.Login;
using HeadlessKey.Tokens;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace HeadlessKey.WordPress.Dialects;

/// <summary>
/// <c>/token</c> and <c>/token/validate</c> as "JWT Authentication for WP REST API" has them. It is the same sign-in, with the same rules and
/// the same counting of guesses; only the words are others.
/// </summary>
internal static class TmeisterEndpoint
{
    private const string Prefix = "[jwt_auth] ";

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/token", SignInAsync).Describe("token", "Sign in, in the words of another plugin.").WithMetadata(TmeisterErrors.Shape);
        routes.MapPost("/token/validate", ValidateAsync).Describe("validate", "Check a token, in the words of another plugin.")
            .WithMetadata(TmeisterErrors.Shape);
    }

    private static async Task<IResult> SignInAsync(HttpContext context, LoginFlow flow)
    {
        var (credentials, error) = await RequestBinding.ReadAsync(context, DialectCredentials.Bind);
        if (credentials is null)
        {
            return RestResult.Error(error!);
        }

        if (credentials is { Username: "" } or { Password: "" })
        {
            return Refuse(Prefix + (credentials.Username.Length == 0 ? "empty_username" : "empty_password"));
        }

        return await flow.RunAsync(credentials.ToRequest(), ClientInfo.Of(context), context.RequestAborted) switch
        {
            LoginResult.SignedIn { Grant: var grant } => SignedIn(grant),
            LoginResult.Refused { Why: SignInRefusal.ByHook or SignInRefusal.TooManyAttempts or SignInRefusal.Busy } refused =>
                RestResult.Error(SignInErrors.Of(refused.Why)), // not about the credentials, so not in that plugin's words
            LoginResult.Refused refused => Refuse(SignInErrors.Of(refused.Why)),
            var other => throw new InvalidOperationException($"Unexpected {other}."),
        };
    }

    private static async Task<IResult> ValidateAsync(HttpContext context, DialectToken token) =>
        await token.FindFaultAsync(context) is { } fault ? Refuse(fault) : new DialectAnswer(StatusCodes.Status200OK, static (json, _) =>
        {
            json.WriteStartObject();
            json.WriteString("code", "jwt_auth_valid_token");
            json.WriteStartObject("data");
            json.WriteNumber("status", StatusCodes.Status200OK);
            json.WriteEndObject();
            json.WriteEndObject();
        });

    private static DialectAnswer SignedIn(Grant grant) => new(StatusCodes.Status200OK, (json, _) =>
    {
        json.WriteStartObject();
        json.WriteString("token", grant.AccessToken);
        json.WriteString("user_email", grant.User.Email);
        json.WriteString("user_nicename", Nicename.Of(grant.User));
        json.WriteString("user_display_name", grant.User.DisplayName);
        json.WriteEndObject();
    });

    private static DialectAnswer Refuse(ApiError error) => new(StatusCodes.Status403Forbidden, (json, language) =>
        TmeisterErrors.Write(json, Prefix + error.Code, error.Message.In(language), StatusCodes.Status403Forbidden));

    private static DialectAnswer Refuse(string code) => new(StatusCodes.Status403Forbidden, (json, language) =>
        TmeisterErrors.Write(json, code, DialectMessages.Of(code).In(language), StatusCodes.Status403Forbidden));
}
