namespace HeadlessKey.Http;

/// <summary>Every text of the API that a person may read, in one place. Codes are for programs and are never translated.</summary>
internal static class Messages
{
    public const string TokenRevoked = "Token revoked successfully.";
    public const string AdministratorCreated = "Administrator created. You can log in now.";
    public const string MustBeText = "This must be text.";
    public const string MustBeFlag = "This must be true or false.";
    public const string NotUsable = "This has characters that cannot be used.";
    public const string ScopeUnknown = "This must be session or all.";

    public static string TooLong(int longest) => FormattableString.Invariant($"This may have at most {longest} characters.");

    public static string Of(string code) => code switch
    {
        "rest_no_route" => "No route was found matching the URL and request method.",
        "rest_missing_callback_param" => "Missing parameter(s); see data.params.",
        "rest_invalid_param" => "Invalid parameter(s); see data.params.",
        "rest_invalid_json" => "The request body is not valid JSON.",
        "rest_request_too_large" => "The request body is too large.",
        "rest_forbidden" => "You are not allowed to do that.",
        "incorrect_password" => "The username or the password is not correct.",
        "headlesskey_account_disabled" => "This account is disabled.",
        "headlesskey_busy" => "The server is busy. Please try again in a moment.",
        "headlesskey_no_auth_header" => "A bearer token is needed in the Authorization header.",
        "headlesskey_bad_auth_header" => "The Authorization header must be: Bearer, a space, and the token.",
        "headlesskey_invalid_token" => "The token is not valid.",
        "headlesskey_expired_token" => "The token has expired.",
        "headlesskey_revoked_token" => "The token has been revoked.",
        "headlesskey_invalid_refresh_token" => "The refresh token is not valid.",
        "headlesskey_expired_refresh_token" => "The session has expired. Please log in again.",
        "headlesskey_reused_refresh_token" => "The refresh token was used before, so its session has ended. Please log in again.",
        "headlesskey_invalid_setup_link" => "The setup link is wrong, used or expired. Restart the server to get a new one.",
        "rest_user_invalid_password" => "That password cannot be used; see data.reasons.",
        "rest_user_invalid_id" => "There is no such user.",
        "existing_user_login" => "That username is already taken.",
        "existing_user_email" => "That e-mail address is already in use.",
        "internal_server_error" => "Something went wrong on the server. Its log has the details under the request id.",
        _ => throw new ArgumentOutOfRangeException(nameof(code), code, "The catalogue has no text for this code."),
    };
}
