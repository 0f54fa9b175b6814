using HeadlessKey.Tokens;

namespace HeadlessKey.Tests.Tokens;

/// <summary>Verified tokens, of which only the session and the generation matter.</summary>
internal static class AccessTokens
{
    public static AccessToken Make(string session, long generation) => new()
    {
        Kid = "key-1",
        Jti = $"{session}/{generation}",
        SessionId = session,
        Generation = generation,
        UserId = 1,
        UserLogin = "ada",
        Roles = [],
        NotBefore = default,
        ExpiresAt = default,
        Claims = default,
    };
}
