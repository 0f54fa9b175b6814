using System.Text.Json;
using System.Text.Json.Serialization;
using HeadlessKey.Http;

namespace HeadlessKey.Tokens;

/// <summary>What <c>/token</c> and <c>/token/refresh</c> answer, with the user in brief; <c>/login</c> with the profile.</summary>
/// <param name="Token">The access token, a JWT (RFC 7519).</param>
/// <param name="Expiration">When it expires.</param>
/// <param name="ExpiresIn">In how many seconds it expires.</param>
/// <param name="User">Who is signed in.</param>
/// <param name="Refreshable">Whether it can be exchanged for a successor.</param>
/// <param name="Jti">The token's id, its claim <c>jti</c>.</param>
/// <param name="TokenType"><c>Bearer</c> (RFC 6750).</param>
/// <param name="RefreshToken">Exchanges the token for its successor. Not there when it travels as a cookie.</param>
/// <param name="RefreshExpiresIn">In how many seconds the refresh token expires, unless it is used before.</param>
/// <param name="SessionId">The session's id, the claim <c>sid</c>.</param>
internal sealed record TokenResponse<TUser>(
    string Token,
    string Expiration,
    long ExpiresIn,
    TUser User,
    bool Refreshable,
    string Jti,
    string TokenType,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? RefreshToken,
    long RefreshExpiresIn,
    string SessionId)
{
    /// <summary>What hooks add; null when they add nothing. Settable, as the generator of the JSON code wants it for further members.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Added { get; set; }
}

/// <summary>Builds the answer of a sign-in.</summary>
internal static class TokenResponse
{
    /// <param name="grant">What was given.</param>
    /// <param name="user">To whom.</param>
    /// <param name="now">The present time.</param>
    /// <param name="inCookie">Whether the refresh token travels as a cookie; then it is not in the answer.</param>
    public static TokenResponse<TUser> Of<TUser>(Grant grant, TUser user, DateTimeOffset now, bool inCookie) => new(
        grant.AccessToken,
        ApiTime.Format(grant.Session.AccessExpiresAt),
        Seconds(grant.Session.AccessExpiresAt - now),
        user,
        Refreshable: true,
        grant.Jti,
        "Bearer",
        inCookie ? null : grant.RefreshToken,
        Seconds(grant.Session.IdleExpiresAt - now),
        grant.Session.Id)
    {
        Added = grant.Members.Count == 0 ? null : grant.Members.ToDictionary(),
    };

    private static long Seconds(TimeSpan span) => Math.Max(0, (long)Math.Ceiling(span.TotalSeconds));
}
