namespace HeadlessKey;

/// <summary>Where the REST contract lives.</summary>
public sealed class RestOptions
{
    internal const string NoDialect = "none";
    internal const string TmeisterDialect = "tmeister";
    internal const string UsefulteamDialect = "usefulteam";
    internal const string DialectNamespace = "jwt-auth/v1";

    /// <summary>The alias in force while <see cref="Aliases"/> is not set.</summary>
    public const string DefaultAlias = "wpauthapi/v1";

    /// <summary>What every route starts with. A path; default <c>/wp-json</c>.</summary>
    public string Prefix { get; set; } = "/wp-json";

    /// <summary>
    /// The namespace behind the prefix; default <c>headlesskey</c>. Also read from <c>HEADLESSKEY_REST_NAMESPACE</c>.
    /// </summary>
    public string Namespace { get; set; } = "headlesskey";

    /// <summary>The version behind the namespace; default <c>v1</c>. Also read from <c>HEADLESSKEY_REST_VERSION</c>.</summary>
    public string Version { get; set; } = "v1";

    /// <summary>
    /// Further names under which the same routes answer, each <c>namespace/version</c>; default <c>wpauthapi/v1</c>. One empty
    /// entry means none.
    /// </summary>
    public IList<string>? Aliases { get; set; }

    /// <summary>
    /// Another plugin's endpoints to answer besides, at <c>jwt-auth/v1</c>, for front ends that were written for it: <c>none</c> (default),
    /// <c>tmeister</c> (JWT Authentication for WP REST API) or <c>usefulteam</c> (JWT Auth).
    /// </summary>
    public string Dialect { get; set; } = NoDialect;

    /// <summary>The largest request body, in bytes; default 65,536, from 1,024 to 1,048,576.</summary>
    public int MaxBodyBytes { get; set; } = 64 * 1024;

    /// <summary>Whether <c>/openapi/v1.json</c> and the page <c>/docs</c> are served; default true.</summary>
    public bool Docs { get; set; } = true;
}
