using System.Globalization;
using System.Security.Claims;
using System.Text.Encodings.Web;
using HeadlessKey.Http;
using HeadlessKey.Tokens;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace HeadlessKey.Authentication;

/// <summary>Signs a request in by its bearer token (RFC 6750), from memory alone.</summary>
internal sealed class HeadlessKeyBearerHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> schemeOptions, ILoggerFactory logger, UrlEncoder encoder, AccessTokenValidator validator)
    : AuthenticationHandler<AuthenticationSchemeOptions>(schemeOptions, logger, encoder)
{
    private const string UserIdClaim = "sub";
    private const string LoginClaim = "user_login";
    private const string RoleClaim = "roles";

    private ApiError refusal = ApiError.NoAuthHeader;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (BearerHeader.TryRead(Context, out var token) is { } headerError)
        {
            refusal = headerError;
            return headerError == ApiError.NoAuthHeader ? AuthenticateResult.NoResult() : AuthenticateResult.Fail(headerError.Code);
        }

        switch (await validator.ValidateAsync(token))
        {
            case AccessTokenResult.Valid valid:
                return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(Identity(valid.Token)), Scheme.Name));
            case AccessTokenResult.Expired:
                refusal = ApiError.ExpiredToken;
                break;
            case AccessTokenResult.Revoked:
                refusal = ApiError.RevokedToken;
                break;
            case AccessTokenResult.RefusedByHook refused:
                refusal = refused.Refusal.Error;
                break;
            default:
                refusal = ApiError.InvalidToken;
                break;
        }

        return AuthenticateResult.Fail(refusal.Code);
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        await HandleAuthenticateOnceSafeAsync(); // so that the reason is known
        await new RestErrorResult(refusal).ExecuteAsync(Context);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        new RestErrorResult(ApiError.Forbidden(signedIn: true)).ExecuteAsync(Context);

    private ClaimsIdentity Identity(AccessToken token) => new(
        [
            new Claim(UserIdClaim, token.UserId.ToString(CultureInfo.InvariantCulture)),
            new Claim(ClaimTypes.NameIdentifier, token.UserId.ToString(CultureInfo.InvariantCulture)),
            new Claim(LoginClaim, token.UserLogin),
            new Claim(HeadlessKeyBearerDefaults.SessionIdClaim, token.SessionId),
            .. token.Roles.Select(role => new Claim(RoleClaim, role)),
        ],
        Scheme.Name,
        LoginClaim,
        RoleClaim);
}
