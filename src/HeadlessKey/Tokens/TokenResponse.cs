using System.Text.Json;
using System.Text.Json.Serialization;
using HeadlessKey.Http;

namespace HeadlessKey.Tokens;

/// <summary>What <c>/token</c> and <c>/token/refresh</c> answer, with the user in brief; <c>/login</c> with the profile.</summary>
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
