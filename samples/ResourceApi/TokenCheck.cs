using System.Security.Claims;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace ResourceApi;

/// <summary>
/// Checks an access token by the public keys alone. What it cannot know is what happened after the token was signed: a token
/// that was revoked, or whose user was disabled, passes here until it expires. Where that matters, keep
/// <c>HeadlessKey:Tokens:Lifetime</c> short, or ask the server's <c>/token/validate</c>.
/// </summary>
internal sealed class TokenCheck(string issuer, KeyCache keys)
{
    // Public-key algorithms only. With HS256 in this list, the public key would do as the secret of a forged token.
    private static readonly string[] Algorithms = [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.EcdsaSha256];

    private readonly JsonWebTokenHandler handler = new() { MapInboundClaims = false };

    /// <summary>Who the token speaks for, or null when it is not to be believed.</summary>
    public async Task<ClaimsIdentity?> FindIdentityAsync(string token, CancellationToken cancellationToken)
    {
        if (!handler.CanReadToken(token) || handler.ReadJsonWebToken(token) is not { Kid: { Length: > 0 } kid, Alg: var algorithm })
        {
            return null;
        }

        // The key, its id and its algorithm belong together: the token does not get to choose.
        if (!Algorithms.Contains(algorithm, StringComparer.Ordinal)
            || await keys.FindAsync(kid, cancellationToken) is not { } key
            || !string.Equals(key.Alg, algorithm, StringComparison.Ordinal))
        {
            return null;
        }

        var result = await handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            IssuerSigningKey = key,
            ValidAlgorithms = [key.Alg],
            ValidTypes = ["JWT"],
            ValidIssuer = issuer,
            ValidateAudience = false, // the server names none unless HeadlessKey:Tokens:Audience is set
            ClockSkew = TimeSpan.Zero,
            NameClaimType = JwtRegisteredClaimNames.Sub,
            RoleClaimType = "roles",
        });
        return result.IsValid ? result.ClaimsIdentity : null;
    }
}
