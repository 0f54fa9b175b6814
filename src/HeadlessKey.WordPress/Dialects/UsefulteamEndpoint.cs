using System.Text.Json;
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
/// <c>/token</c>, <c>/token/refresh</c> and <c>/token/validate</c> as "JWT Auth" has them. It is the same sign-in, with the same rules and the
/// same counting of guesses; only the words are others, and the refresh token is a cookie of its own kind.
/// </summary>
internal static class UsefulteamEndpoint
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/token", TokenAsync).Describe("token", "Sign in, in the words of another plugin.").WithMetadata(UsefulteamErrors.Shape);
        routes.MapPost("/token/refresh", RefreshAsync).Describe("refresh", "Exchange the cookie, in the words of another plugin.")
            .WithMetadata(UsefulteamErrors.Shape);
        routes.MapPost("/token/validate", ValidateAsync).Describe("validate", "Check a token, in the words of another plugin.")
            .WithMetadata(UsefulteamErrors.Shape);
    }

    private static async Task<IResult> TokenAsync(HttpContext context, LoginFlow flow, CookieFlow cookies, DialectCookie cookie)
    {
        var (credentials, error) = await RequestBinding.ReadAsync(context, DialectCredentials.Bind);
        if (credentials is null)
        {
            return RestResult.Error(error!);
        }

        if (credentials is { Username: "", Password: "" } && cookie.Find(context) is { } held)
        {
            var result = await cookies.IssueAsync(held, credentials.Device, ClientInfo.Of(context), context.RequestAborted);
            return result is CookieResult.Good { Grant: { } again } ? SignedIn(again) : Refuse(CodeOf(result));
        }

        if (credentials is { Username: "" } or { Password: "" })
        {
            return Refuse("jwt_auth_missing_credentials");
        }

        switch (await flow.RunAsync(credentials.ToRequest(), ClientInfo.Of(context), context.RequestAborted))
        {
            case LoginResult.SignedIn { Grant: var grant }:
                await cookies.TakeSlotAsync(grant.Session);
                cookie.Give(context, cookies.ValueFor(grant.Session), grant.Session.IdleExpiresAt);
                return SignedIn(grant);
            case LoginResult.Refused refused:
                return RestResult.Error(SignInErrors.Of(refused.Why));
            case var other:
                throw new InvalidOperationException($"Unexpected {other}.");
        }
    }

    private static async Task<IResult> RefreshAsync(HttpContext context, CookieFlow cookies, DialectCookie cookie)
    {
        var (device, error) = await RequestBinding.ReadAsync(context, DialectCredentials.Bind);
        if (device is null)
        {
            return RestResult.Error(error!);
        }

        if (cookie.Find(context) is not { } held)
        {
            return Refuse("jwt_auth_no_auth_cookie");
        }

        var result = await cookies.RotateAsync(held, device.Device, ClientInfo.Of(context), context.RequestAborted);
        if (result is not CookieResult.Good { Value: { } next } good)
        {
            return Refuse(CodeOf(result));
        }

        cookie.Give(context, next, good.ExpiresAt);
        return Succeed("jwt_auth_valid_token", data: null);
    }

    private static async Task<IResult> ValidateAsync(HttpContext context, DialectToken token) =>
        await token.FindFaultAsync(context) is { } fault ? Refuse(fault) : Succeed("jwt_auth_valid_token", static json =>
        {
            json.WriteStartArray("data");
            json.WriteEndArray();
        });

    private static DialectAnswer SignedIn(Grant grant) => Succeed("jwt_auth_valid_credential", json =>
    {
        var user = grant.User;
        json.WriteStartObject("data");
        json.WriteString("token", grant.AccessToken);
        json.WriteNumber("id", user.Id);
        json.WriteString("email", user.Email);
        json.WriteString("nicename", Nicename.Of(user));
        json.WriteString("firstName", user.FirstName);
        json.WriteString("lastName", user.LastName);
        json.WriteString("displayName", user.DisplayName);
        json.WriteEndObject();
    });

    private static DialectAnswer Succeed(string code, Action<Utf8JsonWriter>? data) => new(StatusCodes.Status200OK, (json, language) =>
    {
        json.WriteStartObject();
        json.WriteBoolean("success", value: true);
        json.WriteNumber("statusCode", StatusCodes.Status200OK);
        json.WriteString("code", code);
        json.WriteString("message", DialectMessages.Of(code).In(language));
        data?.Invoke(json);
        json.WriteEndObject();
    });

    private static DialectAnswer Refuse(string code) => new(StatusCodes.Status401Unauthorized, (json, language) =>
        UsefulteamErrors.Write(json, code, DialectMessages.Of(code).In(language), StatusCodes.Status401Unauthorized));

    private static string CodeOf(CookieResult result) => result switch
    {
        CookieResult.Malformed => "jwt_auth_invalid_refresh_token",
        CookieResult.Expired => "jwt_auth_expired_refresh_token",
        _ => "jwt_auth_obsolete_refresh_token",
    };
}
