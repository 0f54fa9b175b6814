using HeadlessKey.Http;
using HeadlessKey.Tokens;
using Microsoft.AspNetCore.Http;

namespace HeadlessKey.WordPress.Dialects;

/// <summary>What is wrong with the token of the bearer header, in the codes that both dialects have.</summary>
internal sealed class DialectToken(AccessTokenValidator validator, HeadlessKeyOptions options)
{
    private readonly string issuer = options.Tokens.Issuer ?? options.PublicUrl!.TrimEnd('/');

    /// <summary>The code; null when the token is good.</summary>
    public async ValueTask<string?> FindFaultAsync(HttpContext context)
    {
        if (BearerHeader.TryRead(context, out var token) is { } headerError)
        {
            return headerError == ApiError.NoAuthHeader ? "jwt_auth_no_auth_header" : "jwt_auth_bad_auth_header";
        }

        return await validator.ValidateAsync(token) switch
        {
            AccessTokenResult.Valid => null,
            AccessTokenResult.Invalid when await validator.IsSignedByUsAsync(token) => TokenReader.ReadClaims(token) switch
            {
                null => "jwt_auth_bad_request",
                { Issuer: var other } when other != issuer => "jwt_auth_bad_iss",
                _ => "jwt_auth_invalid_token",
            },
            _ => "jwt_auth_invalid_token",
        };
    }
}
