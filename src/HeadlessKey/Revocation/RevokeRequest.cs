using HeadlessKey.Http;

namespace HeadlessKey.Revocation;

/// <summary>What is to end.</summary>
/// <param name="Token">An access token; without one, the bearer header's.</param>
/// <param name="RefreshToken">A refresh token; it goes first when both are given.</param>
/// <param name="Scope"><c>session</c> (default) or <c>all</c>: every session of the user.</param>
internal sealed record RevokeRequest(string? Token, string? RefreshToken, string Scope)
{
    public const string ScopeSession = "session";
    public const string ScopeAll = "all";

    public static RevokeRequest Bind(RequestFields fields)
    {
        var scope = fields.Optional("scope", 20) ?? ScopeSession;
        if (scope is not (ScopeSession or ScopeAll))
        {
            fields.Refuse("scope", Messages.ScopeUnknown);
        }

        return new RevokeRequest(fields.Optional("token", int.MaxValue), fields.Optional("refresh_token", int.MaxValue), scope);
    }

    public override string ToString() => nameof(RevokeRequest); // never a token
}
