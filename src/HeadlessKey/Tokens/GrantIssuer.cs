using HeadlessKey.Sessions;
using HeadlessKey.Users;

namespace HeadlessKey.Tokens;

/// <summary>Makes the tokens of a session's present generation.</summary>
internal sealed class GrantIssuer(AccessTokenIssuer accessTokens, SessionSecrets secrets)
{
    public Grant Issue(User user, Session session, GrantExtras extras)
    {
        var (token, jti) = accessTokens.Issue(user, session, extras.Claims);
        return new Grant
        {
            User = user,
            Session = session,
            AccessToken = token,
            Jti = jti,
            RefreshToken = secrets.RefreshToken(session),
            Members = extras.Members,
        };
    }
}
