namespace HeadlessKey.Http;

/// <summary>Every text of the API that a person may read, in one place. Codes are for programs and are never translated.</summary>
internal static class Messages
{
    public static Text TokenRevoked { get; } = new("Token revoked successfully.", "令牌已成功撤销。");

    public static Text AdministratorCreated { get; } = new("Administrator created. You can log in now.", "管理员已创建，现在可以登录了。");

    public static Text AdminSignedOut { get; } = new("You are signed out.", "您已退出登录。");

    public static Text PasswordResetSent { get; } = new("Password reset email sent.", "密码重置邮件已发送。");

    public static Text PasswordUpdated { get; } = new("Password updated successfully.", "密码已成功更新。");

    public static Text PasswordChanged { get; } =
        new("Password changed successfully. Please login again.", "密码已成功修改，请重新登录。");

    public static Text EmailVerified { get; } = new("E-mail address verified.", "电子邮件地址已验证。");

    public static Text VerificationSent { get; } =
        new("If that account has an address to verify, an e-mail is on its way.", "如果该账户有待验证的地址，验证邮件正在发送。");

    public static Text SessionEnded { get; } = new("Session ended.", "会话已结束。");

    public static Text OtherSessionsEnded { get; } = new("All other sessions ended.", "其他所有会话均已结束。");

    public static Text SsoUnlinked { get; } = new("Unlinked. The sessions that came from there have ended.", "已取消关联，来自该站点的会话均已结束。");

    public static Text SsoLoggedOut { get; } = new("The sessions that came from there have ended.", "来自该会话的登录均已结束。");

    public static Text OnlyRole { get; } = new("Only role may be given, each with the name of a role.", "只可使用 role 参数，其值须为角色名。");

    public static Text MustBeText { get; } = new("This must be text.", "此项必须是文本。");

    public static Text MustBeFlag { get; } = new("This must be true or false.", "此项必须是 true 或 false。");

    public static Text MustBeList { get; } = new("This must be a list of texts.", "此项必须是文本列表。");

    public static Text MustBeObject { get; } = new("This must be an object with members.", "此项必须是带有成员的对象。");

    public static Text MustBeMap { get; } = new("This must be an object whose members are short texts.", "此项必须是成员为短文本的对象。");

    public static Text TimeForm { get; } = new("This must be a time such as 2026-11-22T10:15:00Z.", "此项必须是时间，例如 2026-11-22T10:15:00Z。");

    public static Text StatusUnknown { get; } = new("This must be active, unverified or disabled.", "此项必须是 active、unverified 或 disabled。");

    public static Text UserDeleted { get; } = new("Account deleted.", "账户已删除。");

    public static Text AlgorithmUnknown { get; } = new("This must be HS256, RS256 or ES256.", "此项必须是 HS256、RS256 或 ES256。");

    public static Text NetworkForm { get; } =
        new("Write an address such as 203.0.113.7 or a network such as 203.0.113.0/24.", "请填写地址（例如 203.0.113.7）或网络（例如 203.0.113.0/24）。");

    public static Text BanLifted { get; } = new("The network is let in again.", "该网络已重新放行。");

    public static Text LanguageUnknown { get; } = new("There are no texts in this language.", "没有此语言的文本。");

    public static Text OutcomeUnknown { get; } = new("This must be success or failure.", "此项必须是 success 或 failure。");

    public static Text FormatUnknown { get; } = new("This must be csv or jsonl.", "此项必须是 csv 或 jsonl。");

    public static Text WebhookRemoved { get; } = new("The webhook is removed.", "Webhook 已删除。");

    public static Text SiteRemoved { get; } = new("The site is removed.", "站点已移除。");

    public static Text DeliveryStateUnknown { get; } = new("This must be waiting, delivered or failed.", "此项必须是 waiting、delivered 或 failed。");

    public static Text SettingForm { get; } = new("This is not of the setting's type.", "此值不符合该设置的类型。");

    public static Text SettingTwice { get; } = new("This setting is named twice.", "此设置出现了两次。");

    public static Text MustNotBeEmpty { get; } = new("This must not be empty.", "此项不能为空。");

    public static Text NotUsable { get; } = new("This has characters that cannot be used.", "此项含有不可使用的字符。");

    public static Text OneRole { get; } = new("There must be one role.", "必须恰好有一个角色。");

    public static Text RoleNotListed { get; } =
        new("HEADLESSKEY_ROLES in WordPress's wp-config.php must list every role that is given, and all that the user has.", "WordPress 的 wp-config.php 中的 HEADLESSKEY_ROLES 必须列出所授予的每个角色以及该用户现有的全部角色。");

    public static Text NotTakenByWordPress { get; } = new("WordPress does not take this.", "WordPress 不接受此项。");

    public static Text ScopeUnknown { get; } = new("This must be session or all.", "此项必须是 session 或 all。");

    public static Text DeliveryUnknown { get; } = new("This must be link or otp.", "此项必须是 link 或 otp。");

    public static Text TokenOrCode { get; } = new("Send either token or otp.", "请提供 token 或 otp 之一。");

    public static Text LocaleUnknown { get; } =
        new("This must be a locale such as en_US or zh_CN.", "此项必须是区域设置，例如 en_US 或 zh_CN。");

    public static Text EmailInvalid { get; } = new("The e-mail address is not valid.", "电子邮件地址无效。");

    public static Text EmailDomainRefused { get; } =
        new("Addresses of this domain cannot be used here.", "此处不能使用该域名的电子邮件地址。");

    public static Text EmailOfInvitation { get; } =
        new("The invitation is for another e-mail address.", "该邀请属于另一个电子邮件地址。");

    public static Text EmailCannotChange { get; } =
        new("The address cannot be changed here: this server sends no e-mail.", "此处无法更改地址：该服务器不发送电子邮件。");

    public static Text LoginIsAddress { get; } =
        new("A login with an @ in it must be the account's own e-mail address.", "包含 @ 的用户名必须是该账户自己的电子邮件地址。");

    public static Text LoginForm(int longest) => new(
        FormattableString.Invariant($"A login has 1 to {longest} letters, digits, spaces or . _ - @, and neither starts nor ends with a space."),
        FormattableString.Invariant($"用户名须为 1 至 {longest} 个字母、数字、空格或 . _ - @，且首尾不能是空格。"));

    public static Text NumberForm(int least, int most) => new(
        FormattableString.Invariant($"This must be a whole number from {least} to {most}."),
        FormattableString.Invariant($"此项必须是 {least} 到 {most} 之间的整数。"));

    public static Text RoleForm(string role) => new(
        $"{role} is not a role name: 1 to 60 lower-case letters, digits, - and _.",
        $"{role} 不是角色名：须为 1 至 60 个小写字母、数字、- 或 _。");

    public static Text PassphraseTooShort(int shortest) => new(
        FormattableString.Invariant($"A passphrase needs at least {shortest} characters."),
        FormattableString.Invariant($"口令至少需要 {shortest} 个字符。"));

    public static Text TooLong(int longest) => new(
        FormattableString.Invariant($"This may have at most {longest} characters."),
        FormattableString.Invariant($"此项最多 {longest} 个字符。"));

    public static Text Of(string code) => code switch
    {
        "rest_no_route" => new("No route was found matching the URL and request method.", "没有与此网址和请求方法匹配的路由。"),
        "rest_missing_callback_param" => new("Missing parameter(s); see data.params.", "缺少参数，见 data.params。"),
        "rest_invalid_param" => new("Invalid parameter(s); see data.params.", "参数无效，见 data.params。"),
        "rest_invalid_json" => new("The request body is not valid JSON.", "请求正文不是有效的 JSON。"),
        "rest_request_too_large" => new("The request body is too large.", "请求正文过大。"),
        "rest_forbidden" => new("You are not allowed to do that.", "您无权执行此操作。"),
        "incorrect_password" => new("The username or the password is not correct.", "用户名或密码不正确。"),
        "headlesskey_account_disabled" => new("This account is disabled.", "该账户已停用。"),
        "headlesskey_email_not_verified" => new("The e-mail address of this account is not verified yet.", "该账户的电子邮件地址尚未验证。"),
        "headlesskey_own_account" => new("You cannot do this to your own account.", "您不能对自己的账户执行此操作。"),
        "headlesskey_no_mail" => new("This server sends no e-mail.", "该服务器不发送电子邮件。"),
        "headlesskey_no_email" => new("There is no such e-mail.", "没有此邮件。"),
        "headlesskey_no_key" => new("There is no such key.", "没有此密钥。"),
        "headlesskey_last_key" => new("No other key could sign. Rotate first.", "没有其他可用于签名的密钥，请先轮换密钥。"),
        "headlesskey_key_exists" => new("This key is here already.", "此密钥已存在。"),
        "headlesskey_key_configured" => new("The configuration says which key signs; change it there.", "签名密钥由配置指定，请在配置中修改。"),
        "headlesskey_no_webhook" => new("There is no such webhook or delivery, or it is switched off.", "没有此 Webhook 或投递记录，或其已停用。"),
        "headlesskey_no_site" => new("There is no such site.", "没有此站点。"),
        "headlesskey_no_ban" => new("This network is neither banned nor locked.", "此网络既未被封禁也未被锁定。"),
        "headlesskey_own_network" => new("You are in this network yourself.", "您自己就在此网络中。"),
        "headlesskey_setting_changed_since" => new("This setting has been changed again since.", "此设置之后又被更改过。"),
        "headlesskey_no_setting_change" => new("There is no such change.", "没有此更改记录。"),
        "headlesskey_admin_signed_out" => new("Sign in to the admin pages first.", "请先登录管理页面。"),
        "headlesskey_admin_confirm" => new("Confirm this with your password.", "请用密码确认此操作。"),
        "headlesskey_admin_wrong_origin" => new("This request does not come from the admin pages. Open them at the server's public URL.", "此请求并非来自管理页面。请通过服务器的公开网址打开管理页面。"),
        "headlesskey_registration_disabled" => new("Registration is closed.", "注册已关闭。"),
        "headlesskey_too_many_attempts" => new("Too many attempts. Please try again later; see data.retry_after.", "尝试次数过多，请稍后再试，见 data.retry_after。"),
        "headlesskey_device_limit" => new("As many devices as allowed are signed in; see data.limit.", "已登录的设备数已达上限，见 data.limit。"),
        "headlesskey_done_elsewhere" => new("This is done where the accounts live, in WordPress.", "此操作需在账户所在的 WordPress 中进行。"),
        "headlesskey_no_session" => new("There is no such session.", "没有该会话。"),
        "headlesskey_sso_rejected" => new("The sign-in from the other site was not accepted.", "来自其他站点的登录未被接受。"),
        "headlesskey_sso_link_required" => new("Sign in here and link your account with the other site first.", "请先在此登录，并将您的账户与该站点关联。"),
        "headlesskey_sso_already_linked" => new("This account or that person is already linked.", "该账户或该用户已被关联。"),
        "headlesskey_no_sso_link" => new("Your account is not linked with that site.", "您的账户未与该站点关联。"),
        "headlesskey_busy" => new("The server is busy. Please try again in a moment.", "服务器繁忙，请稍后再试。"),
        "headlesskey_refused_by_hook" => new("This is not allowed here.", "此处不允许该操作。"),
        "headlesskey_hook_failed" => new("Something that has to agree to this could not be asked. Please try again in a moment.", "无法征询必须同意此操作的一方，请稍后再试。"),
        "headlesskey_no_auth_header" => new("A bearer token is needed in the Authorization header.", "Authorization 标头中需要 Bearer 令牌。"),
        "headlesskey_bad_auth_header" => new("The Authorization header must be: Bearer, a space, and the token.", "Authorization 标头必须是：Bearer、一个空格和令牌。"),
        "headlesskey_invalid_token" => new("The token is not valid.", "令牌无效。"),
        "headlesskey_expired_token" => new("The token has expired.", "令牌已过期。"),
        "headlesskey_revoked_token" => new("The token has been revoked.", "令牌已被撤销。"),
        "headlesskey_invalid_refresh_token" => new("The refresh token is not valid.", "刷新令牌无效。"),
        "headlesskey_expired_refresh_token" => new("The session has expired. Please log in again.", "会话已过期，请重新登录。"),
        "headlesskey_reused_refresh_token" => new("The refresh token was used before, so its session has ended. Please log in again.", "该刷新令牌已被使用过，其会话已结束，请重新登录。"),
        "headlesskey_invalid_setup_link" => new("The setup link is wrong, used or expired. Restart the server to get a new one.", "设置链接有误、已使用或已过期。重启服务器可获得新链接。"),
        "invalid_key" => new("The link or code is wrong, used or expired.", "链接或验证码有误、已使用或已过期。"),
        "rest_user_invalid_password" => new("That password cannot be used; see data.reasons.", "该密码不可使用，见 data.reasons。"),
        "rest_user_invalid_id" => new("There is no such user.", "没有该用户。"),
        "existing_user_login" => new("That username is already taken.", "该用户名已被占用。"),
        "existing_user_email" => new("That e-mail address is already in use.", "该电子邮件地址已被使用。"),
        "internal_server_error" => new("Something went wrong on the server. Its log has the details under the request id.", "服务器出现错误，详情见其日志中的请求编号。"),
        _ => throw new ArgumentOutOfRangeException(nameof(code), code, "The catalogue has no text for this code."),
    };
}
