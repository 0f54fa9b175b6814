using HeadlessKey.Http;

namespace HeadlessKey.WordPress.Dialects;

/// <summary>What the dialects say beyond our own contract. Programs read the codes; these are for people.</summary>
internal static class DialectMessages
{
    public static Text Of(string code) => code switch
    {
        "[jwt_auth] empty_username" => new("The username is missing.", "缺少用户名。"),
        "[jwt_auth] empty_password" => new("The password is missing.", "缺少密码。"),
        "jwt_auth_missing_credentials" => new("The username or the password is missing.", "缺少用户名或密码。"),
        "jwt_auth_valid_credential" => new("The credentials are valid.", "凭据有效。"),
        "jwt_auth_valid_token" => new("The token is valid.", "令牌有效。"),
        "jwt_auth_no_auth_header" => new("There is no Authorization header.", "缺少 Authorization 请求头。"),
        "jwt_auth_bad_auth_header" => new("The Authorization header is malformed.", "Authorization 请求头格式不正确。"),
        "jwt_auth_invalid_token" => new("The token is not valid.", "令牌无效。"),
        "jwt_auth_bad_iss" => new("The token was issued for another server.", "令牌由其他服务器签发。"),
        "jwt_auth_bad_request" => new("The token does not say whose it is.", "令牌未指明用户。"),
        "jwt_auth_no_auth_cookie" => new("There is no refresh token cookie.", "缺少刷新令牌 Cookie。"),
        "jwt_auth_invalid_refresh_token" => new("The refresh token is malformed.", "刷新令牌格式不正确。"),
        "jwt_auth_obsolete_refresh_token" => new("The refresh token is obsolete.", "刷新令牌已失效。"),
        "jwt_auth_expired_refresh_token" => new("The refresh token has expired.", "刷新令牌已过期。"),
        _ => throw new ArgumentOutOfRangeException(nameof(code), code, "Not a code of the dialects."),
    };
}
