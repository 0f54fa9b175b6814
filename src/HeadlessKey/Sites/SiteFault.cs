using HeadlessKey.Http;

namespace HeadlessKey.Sites;

/// <summary>Why a site's entry cannot be as it is.</summary>
/// <param name="Field">Which part of it.</param>
/// <param name="Why">The reason.</param>
internal sealed record SiteFault(string Field, Text Why)
{
    public static SiteFault KeyForm { get; } = new("key", new(
        "A site's key has 1 to 64 lower-case letters, digits, dots and -, and starts and ends with a letter or a digit.",
        "站点键须为 1 至 64 个小写字母、数字、点或 -，且首尾须为字母或数字。"));

    public static SiteFault KeyTaken { get; } = new("key", new("There is a site with that key already.", "已有使用该键的站点。"));

    public static SiteFault NameForm { get; } = new("name", new("A site's name has 1 to 100 characters.", "站点名称须为 1 至 100 个字符。"));

    public static SiteFault IssuerForm { get; } =
        new("issuer", new("The issuer is missing, or longer than 255 characters.", "缺少签发者，或其长度超过 255 个字符。"));

    public static SiteFault AudienceForm { get; } =
        new("audience", new("The audience must not be empty or longer than 255 characters.", "受众不能为空或超过 255 个字符。"));

    public static SiteFault AlgorithmUnknown { get; } =
        new("algorithm", new("The algorithm must be HS256, RS256 or ES256.", "算法必须是 HS256、RS256 或 ES256。"));

    public static SiteFault OneVerifier { get; } = new("keys", new(
        "HS256 needs the secret of the site's tokens and nothing else; RS256 and ES256 need either the address of its keys or its public key.",
        "HS256 只需要该站点令牌的密钥；RS256 和 ES256 需要其公钥集网址或公钥，二者取一。"));

    public static SiteFault PublicKeyForm { get; } = new("public_key", new(
        "That is not a public key for the algorithm: RS256 takes a PEM with an RSA key of 2,048 bits or more, ES256 one with a P-256 key.",
        "该公钥不适用于此算法：RS256 需要 2048 位或以上的 RSA 公钥（PEM），ES256 需要 P-256 公钥（PEM）。"));

    public static SiteFault SecretForm { get; } = new("secret", new(
        "A secret needs at least 32 characters that nobody can guess. Make one with: openssl rand -base64 48",
        "密钥须至少有 32 个无法猜测的字符。可用此命令生成：openssl rand -base64 48"));

    public static SiteFault SecretsAlike { get; } = new("secret", new(
        "The secret of the calls and the secret of the tokens must differ.", "调用密钥与令牌密钥不能相同。"));

    public static SiteFault PeopleUnknown { get; } = new("people", new(
        "This must be provision, link_by_verified_email or linked_only.", "此项必须是 provision、link_by_verified_email 或 linked_only。"));

    public static SiteFault NeedsUserinfo { get; } = new("userinfo_url", new(
        "Who makes or finds accounts for a site's people needs the address of its profile endpoint. Without one only linked_only works.",
        "要为该站点的用户创建或查找账户，需要其资料端点网址；没有它时只能使用 linked_only。"));

    public static SiteFault LogoutNeedsKey { get; } = new("known_as", new(
        "To tell the site that a session has ended, the key of this server's entry over there is needed.",
        "要通知该站点会话已结束，需要本服务器在对方的站点键。"));

    public static SiteFault RoleForm { get; } = new("role_map", new(
        "A role that comes across is written remote=local, with a local role of 1 to 60 lower-case letters, digits, - and _.",
        "角色映射写作 远端=本地，本地角色须为 1 至 60 个小写字母、数字、- 或 _。"));

    public static SiteFault UrlForm(string field) => new(field, new(
        "This must be an https address; http is only for the same machine or a name without a dot.",
        "此项必须是 https 网址；http 只可用于本机或不含点的主机名。"));
}
