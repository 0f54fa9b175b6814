using HeadlessKey.Http;
using HeadlessKey.Tokens;

namespace HeadlessKey.Refresh;

/// <summary>What is to be exchanged: the refresh token, or (as the WordPress plugin has it) the access token itself.</summary>
/// <param name="Token">An access token.</param>
/// <param name="RefreshToken">A refresh token; it goes first when both are given.</param>
internal sealed record RefreshRequest(string? Token, string? RefreshToken)
{
    public static RefreshRequest Bind(RequestFields fields)
    {
        var refreshToken = fields.Optional("refresh_token", TokenReader.LongestToken);
        return string.IsNullOrEmpty(refreshToken)
            ? new RefreshRequest(fields.Required("token", TokenReader.LongestToken), null)
            : new RefreshRequest(null, refreshToken);
    }

    public override string ToString() => nameof(RefreshRequest); // never a token
}
