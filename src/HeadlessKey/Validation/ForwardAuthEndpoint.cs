using System.Globalization;
using HeadlessKey.Access;
using HeadlessKey.Http;
using HeadlessKey.Roles;
using HeadlessKey.Tokens;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Primitives;

namespace HeadlessKey.Validation;

/// <summary>
/// <c>GET /auth/verify</c>: a reverse proxy asks who a request is from (nginx <c>auth_request</c>, Caddy <c>forward_auth</c>, Traefik). Memory
/// only, and nothing of the request but its token and the query is looked at: what it says of itself in <c>X-Auth-…</c> counts for nothing.
/// </summary>
internal static class ForwardAuthEndpoint
{
    private const string RoleParameter = "role";
    private const string RouteParameter = "rest_route"; // the other spelling of the address

    // Some proxies ask with the method of the request that they ask about.
    private static readonly string[] OtherMethods = ["HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(RestAddress.Verify, VerifyAsync).Describe("verify", "Let a reverse proxy ask who a request is from, and whether with one of the roles.")
            .TakesBearer().Answers<ForwardAuthResponse>(400, 401, 403, 503);
        routes.MapMethods(RestAddress.Verify, OtherMethods, VerifyAsync).Describe("verify", "The same.").ExcludeFromDescription();
    }

    private static async Task<IResult> VerifyAsync(HttpContext context, AccessTokenValidator validator, HeadlessKeyOptions options)
    {
        if (FindMisspelt(context.Request.Query) is { } parameter)
        {
            // Not overlooked: a "roles=editor" that asks for nothing would let everybody in.
            return RestResult.Error(ApiError.InvalidParameters(new Dictionary<string, Text>(StringComparer.Ordinal) { [parameter] = Messages.OnlyRole }));
        }

        var headerError = BearerHeader.TryRead(context, out var token);
        if (headerError == ApiError.NoAuthHeader && options.ForwardAuth.Cookie is { } cookie && context.Request.Cookies[cookie] is { Length: > 0 } kept)
        {
            (headerError, token) = (null, kept);
        }

        if (headerError is not null)
        {
            return RestResult.Error(headerError);
        }

        return await validator.ValidateAsync(token) switch
        {
            AccessTokenResult.Valid valid => Admits(context.Request.Query[RoleParameter], valid.Token.Roles)
                ? Accepted(context.Response, valid.Token)
                : RestResult.Error(ApiError.Forbidden(signedIn: true)),
            AccessTokenResult.Expired => RestResult.Error(ApiError.ExpiredToken),
            AccessTokenResult.Revoked => RestResult.Error(ApiError.RevokedToken),
            AccessTokenResult.RefusedByHook refused => RestResult.Error(refused.Refusal.Error),
            _ => RestResult.Error(ApiError.InvalidToken),
        };
    }

    private static string? FindMisspelt(IQueryCollection query) =>
        query.Keys.FirstOrDefault(name => !Is(name, RouteParameter) && !Is(name, RoleParameter))
        ?? (query[RoleParameter].Any(role => role is null || !Role.IsValid(role)) ? RoleParameter : null);

    // One of the roles is enough; none asked for is no requirement.
    private static bool Admits(StringValues asked, IReadOnlyList<string> roles) =>
        asked.Count == 0 || asked.Any(role => roles.Contains(role, StringComparer.Ordinal));

    private static IResult Accepted(HttpResponse response, AccessToken token)
    {
        response.Headers["X-Auth-User-Id"] = token.UserId.ToString(CultureInfo.InvariantCulture);
        response.Headers["X-Auth-User"] = HeaderText.Encode(token.UserLogin);
        response.Headers["X-Auth-Roles"] = string.Join(',', token.Roles.Select(HeaderText.Encode));
        return RestResult.Empty;
    }

    private static bool Is(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}
