using HeadlessKey.Http;
using HeadlessKey.Tokens;

namespace HeadlessKey.Refresh;

/// <summary>What is to be exchanged: the refresh token, or (as the WordPress plugin has it) the access token itself.</summary>
/// <param name="Token">An access token.</param>
/// <param name="RefreshToken">A refresh token; it goes first when both are given.</param>
internal sealed record RefreshRequest(string? Token, string? RefreshToken)
{
    /// <param name="fields">The body.</param>
    /// <param name="cookie">The refresh token of the cookie, for when the body has none.</param>
    public static RefreshRequest Bind(RequestFields fields, string? cookie)
    {
        if (fields.Optional("refresh_token", TokenReader.LongestToken) is { Length: > 0 } refreshToken)
        {
            return new RefreshRequest(null, refreshToken);
        }

        var token = cookie is null ? fields.Required("token", TokenReader.LongestToken) : fields.Optional("token", TokenReader.LongestToken);
        return string.IsNullOrEmpty(token) ? new RefreshRequest(null, cookie) : new RefreshRequest(token, null);
    }

    public override string ToString() => nameof(RefreshRequest); // never a token
}
