using System.Text.Json;

namespace HeadlessKey.Hooks;

/// <summary>
/// An access token is genuine, in time and not revoked. A hook may refuse it all the same. It is asked for every request with a token, so
/// answer from memory; a refresh asks <see cref="TokenIssuing"/> instead. There is no HTTP hook for this.
/// </summary>
public sealed class TokenValidating : RefusablePoint
{
    private readonly ReadOnlyMemory<byte> claims;
    private JsonElement? parsed;

    internal TokenValidating(long userId, string userLogin, IReadOnlyList<string> roles, string sessionId, ReadOnlyMemory<byte> claims)
    {
        UserId = userId;
        UserLogin = userLogin;
        Roles = roles;
        SessionId = sessionId;
        this.claims = claims;
    }

    /// <summary>Whose token it is.</summary>
    public long UserId { get; }

    /// <summary>The login at the time of issue.</summary>
    public string UserLogin { get; }

    /// <summary>The roles that it says.</summary>
    public IReadOnlyList<string> Roles { get; }

    /// <summary>The session it belongs to.</summary>
    public string SessionId { get; }

    /// <summary>All its claims, as a JSON object. Read only when it is asked for.</summary>
    public JsonElement Claims => parsed ??= JsonElement.Parse(claims.Span);
}
