using HeadlessKey.Hooks;
using HeadlessKey.SigningKeys;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace HeadlessKey.Tokens;

/// <summary>
/// Says what an access token is worth. It never asks the database: keys and revocations are in memory, and a token verified
/// once is remembered by a hash of the whole of it.
/// </summary>
internal sealed class AccessTokenValidator(
    KeyRing keys, RevocationList revocations, VerifiedTokens verified, HookChain<TokenValidating> hooks, HeadlessKeyOptions options, TimeProvider time)
{
    private static readonly JsonWebTokenHandler Verifier = new() { MaximumTokenSizeInBytes = TokenReader.LongestToken };

    private readonly string issuer = options.Tokens.Issuer ?? options.PublicUrl!.TrimEnd('/');

    /// <summary>The whole judgement: genuine, in time, not revoked, and no hook has anything against it.</summary>
    public async ValueTask<AccessTokenResult> ValidateAsync(string token)
    {
        var result = await ValidateIgnoringRevocationAsync(token);
        return result is not AccessTokenResult.Valid { Token: var genuine } ? result
            : revocations.IsRevoked(genuine) ? new AccessTokenResult.Revoked(genuine)
            : hooks.Any && await AskHooksAsync(genuine) is { } refusal ? new AccessTokenResult.RefusedByHook(refusal)
            : result;
    }

    /// <summary>For those who go on to ask the session itself, which knows better than any list.</summary>
    public async ValueTask<AccessTokenResult> ValidateIgnoringRevocationAsync(string token)
    {
        if (!TokenReader.HasShape(token))
        {
            return AccessTokenResult.Invalid.Instance;
        }

        var hash = VerifiedTokens.HashOf(token);
        if (verified.Find(hash) is not { } known)
        {
            if (await VerifyAsync(token) is not { } genuine)
            {
                return AccessTokenResult.Invalid.Instance;
            }

            known = new AccessTokenResult.Valid(genuine);
            verified.Add(hash, known);
        }

        return Judge(known);
    }

    private ValueTask<HookRefusal?> AskHooksAsync(AccessToken token) =>
        hooks.RunAsync(new TokenValidating(token.UserId, token.UserLogin, token.Roles, token.SessionId, token.Claims), CancellationToken.None);

    private AccessTokenResult Judge(AccessTokenResult.Valid genuine)
    {
        // What was remembered was true then. Its key may have been dropped since, and time passes.
        var now = time.GetUtcNow();
        return keys.FindVerifying(genuine.Token.Kid) is null || genuine.Token.NotBefore > now + options.Tokens.ClockSkew
            ? AccessTokenResult.Invalid.Instance
            : genuine.Token.ExpiresAt + options.Tokens.ClockSkew <= now ? new AccessTokenResult.Expired(genuine.Token) : genuine;
    }

    /// <summary>Signature, issuer, audience and date of issue; null when any of them is wrong.</summary>
    private async Task<AccessToken?> VerifyAsync(string token)
    {
        // The key decides the algorithm; the token may only agree (RFC 8725, 3.1).
        if (TokenReader.ReadHeader(token) is not { } header
            || keys.FindVerifying(header.Kid) is not { } key
            || !string.Equals(header.Algorithm, key.Algorithm, StringComparison.Ordinal)
            || TokenReader.ReadClaims(token) is not { } claims)
        {
            return null;
        }

        var verdict = await Verifier.ValidateTokenAsync(token, new TokenValidationParameters
        {
            IssuerSigningKey = key.Material.Key,
            ValidAlgorithms = [key.Algorithm],
            TryAllIssuerSigningKeys = false,
            ValidateIssuer = false,   // issuer, audience and dates are checked here,
            ValidateAudience = false, // against the clock that tests can set
            ValidateLifetime = false,
        });

        return verdict.IsValid
            && string.Equals(claims.Issuer, issuer, StringComparison.Ordinal)
            && (options.Tokens.Audience is not { } audience || claims.Audiences.Contains(audience, StringComparer.Ordinal))
            && claims.IssuedAt <= time.GetUtcNow() + options.Tokens.ClockSkew
                ? claims.Token with { Kid = key.Kid }
                : null;
    }
}
