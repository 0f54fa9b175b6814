using System.Text.Json.Nodes;

namespace HeadlessKey.Http;

/// <summary>
/// One error of the contract: a code that programs read, a message that people read, and the HTTP status. The lists below are the
/// contract's table.
/// </summary>
internal sealed record ApiError(int Status, string Code)
{
    public Text Message => OwnMessage ?? Messages.Of(Code);

    /// <summary>What a hook says, in the place of the catalogue's text.</summary>
    public Text? OwnMessage { get; init; }

    /// <summary>Further members of <c>data</c>, in the language of whoever reads them.</summary>
    public Func<Language, JsonObject>? Extra { get; init; }

    /// <summary>Sent as <c>Retry-After</c> and <c>data.retry_after</c>.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The error part of the Bearer challenge (RFC 6750, 3.1); empty for a challenge without one, null for none.</summary>
    public string? Challenge { get; init; }

    public static ApiError NoRoute { get; } = new(404, "rest_no_route");

    public static ApiError InvalidJson { get; } = new(400, "rest_invalid_json");

    public static ApiError RequestTooLarge { get; } = new(413, "rest_request_too_large");

    public static ApiError IncorrectPassword { get; } = new(401, "incorrect_password");

    public static ApiError AccountDisabled { get; } = new(403, "headlesskey_account_disabled");

    public static ApiError EmailNotVerified { get; } = new(403, "headlesskey_email_not_verified");

    public static ApiError RegistrationDisabled { get; } = new(403, "headlesskey_registration_disabled");

    /// <summary>A link or code that is wrong, used or expired, or whose owner does not exist: one answer for all.</summary>
    public static ApiError InvalidKey { get; } = new(400, "invalid_key");

    public static ApiError NoAuthHeader { get; } = new(401, "headlesskey_no_auth_header") { Challenge = string.Empty };

    public static ApiError BadAuthHeader { get; } = new(401, "headlesskey_bad_auth_header") { Challenge = "invalid_request" };

    public static ApiError InvalidToken { get; } = new(401, "headlesskey_invalid_token") { Challenge = "invalid_token" };

    public static ApiError ExpiredToken { get; } = new(401, "headlesskey_expired_token") { Challenge = "invalid_token" };

    public static ApiError RevokedToken { get; } = new(401, "headlesskey_revoked_token") { Challenge = "invalid_token" };

    public static ApiError InvalidRefreshToken { get; } = new(401, "headlesskey_invalid_refresh_token");

    public static ApiError ExpiredRefreshToken { get; } = new(401, "headlesskey_expired_refresh_token");

    public static ApiError ReusedRefreshToken { get; } = new(401, "headlesskey_reused_refresh_token");

    public static ApiError InvalidSetupLink { get; } = new(400, "headlesskey_invalid_setup_link");

    public static ApiError ExistingLogin { get; } = new(409, "existing_user_login");

    public static ApiError ExistingEmail { get; } = new(409, "existing_user_email");

    public static ApiError NoUser { get; } = new(404, "rest_user_invalid_id");

    public static ApiError DoneElsewhere { get; } = new(409, "headlesskey_done_elsewhere");

    public static ApiError NoSession { get; } = new(404, "headlesskey_no_session");

    /// <summary>Whatever is wrong with another site's call: one answer for all of it.</summary>
    public static ApiError SsoRejected { get; } = new(401, "headlesskey_sso_rejected");

    public static ApiError SsoLinkRequired { get; } = new(409, "headlesskey_sso_link_required");

    public static ApiError SsoAlreadyLinked { get; } = new(409, "headlesskey_sso_already_linked");

    public static ApiError NoSsoLink { get; } = new(404, "headlesskey_no_sso_link");

    public static ApiError Busy { get; } = new(503, "headlesskey_busy") { RetryAfter = TimeSpan.FromSeconds(2) };

    /// <summary>Something that has a say could not be asked, or broke; what it might have refused is refused.</summary>
    public static ApiError HookFailed { get; } = new(503, "headlesskey_hook_failed") { RetryAfter = TimeSpan.FromSeconds(5) };

    /// <summary>A hook refuses, and gives no code of its own.</summary>
    public static ApiError RefusedByHook { get; } = new(403, "headlesskey_refused_by_hook");

    /// <summary>No admin session, or one that has ended.</summary>
    public static ApiError AdminSignedOut { get; } = new(401, "headlesskey_admin_signed_out");

    /// <summary>What is asked for needs the password once more.</summary>
    public static ApiError AdminConfirm { get; } = new(403, "headlesskey_admin_confirm");

    /// <summary>Another site's page sent this, or nobody says which one did.</summary>
    public static ApiError WrongOrigin { get; } = new(403, "headlesskey_admin_wrong_origin");

    public static ApiError OwnAccount { get; } = new(409, "headlesskey_own_account");

    public static ApiError NoMail { get; } = new(409, "headlesskey_no_mail");

    public static ApiError NoEmail { get; } = new(404, "headlesskey_no_email");

    public static ApiError NoKey { get; } = new(404, "headlesskey_no_key");

    public static ApiError LastKey { get; } = new(409, "headlesskey_last_key");

    public static ApiError KeyExists { get; } = new(409, "headlesskey_key_exists");

    public static ApiError KeyConfigured { get; } = new(409, "headlesskey_key_configured");

    public static ApiError NoWebhook { get; } = new(404, "headlesskey_no_webhook");

    public static ApiError NoSite { get; } = new(404, "headlesskey_no_site");

    public static ApiError NoBan { get; } = new(404, "headlesskey_no_ban");

    public static ApiError OwnNetwork { get; } = new(409, "headlesskey_own_network");

    public static ApiError NoSettingChange { get; } = new(404, "headlesskey_no_setting_change");

    public static ApiError SettingChangedSince { get; } = new(409, "headlesskey_setting_changed_since");

    public static ApiError TooManyAttempts(TimeSpan retryAfter) => new(429, "headlesskey_too_many_attempts") { RetryAfter = retryAfter };

    public static ApiError DeviceLimit(int limit) =>
        new(403, "headlesskey_device_limit") { Extra = _ => new JsonObject { ["limit"] = limit } };

    public static ApiError Forbidden(bool signedIn) => new(signedIn ? 403 : 401, "rest_forbidden");

    public static ApiError Internal(string requestId) =>
        new(500, "internal_server_error") { Extra = _ => new JsonObject { ["request_id"] = requestId } };

    /// <param name="reasons">Why, as codes.</param>
    /// <param name="shortest">How many characters it needs; null: it has as many.</param>
    public static ApiError InvalidPassword(IEnumerable<string> reasons, int? shortest) =>
        new(400, "rest_user_invalid_password")
        {
            Extra = _ => shortest is { } least
                ? new JsonObject { ["reasons"] = Array(reasons), ["minimum_length"] = least }
                : new JsonObject { ["reasons"] = Array(reasons) },
        };

    public static ApiError MissingParameters(IEnumerable<string> names) =>
        new(400, "rest_missing_callback_param") { Extra = _ => new JsonObject { ["params"] = Array(names) } };

    public static ApiError InvalidParameters(IReadOnlyDictionary<string, Text> faults) =>
        new(400, "rest_invalid_param")
        {
            Extra = language => new JsonObject
            {
                ["params"] = new JsonObject(faults.Select(fault => KeyValuePair.Create(fault.Key, (JsonNode?)fault.Value.In(language)))),
                ["details"] = new JsonObject(faults.Select(fault => KeyValuePair.Create(fault.Key, (JsonNode?)new JsonObject
                {
                    ["code"] = "rest_invalid_param",
                    ["message"] = fault.Value.In(language),
                    ["data"] = null,
                }))),
            },
        };

    private static JsonArray Array(IEnumerable<string> texts) => [.. texts.Select(text => (JsonNode)text)];
}
