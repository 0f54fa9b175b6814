namespace HeadlessKey;

/// <summary>
/// Everything that can be set, bound from the configuration section <c>HeadlessKey</c>. A wrong value stops the start.
/// </summary>
public sealed class HeadlessKeyOptions
{
    internal const string LocalDirectory = "local";
    internal const string WordPressDirectory = "wordpress";

    /// <summary>The configuration section, <c>HeadlessKey</c>.</summary>
    public const string Section = "HeadlessKey";

    private volatile HeadlessKeyOptions? latest;

    /// <summary>
    /// The address users reach this server at, such as <c>https://example.com</c>: the start of every link and the issuer of the
    /// tokens. An absolute http or https URL. The server falls back to the address it listens on; an app must set it.
    /// </summary>
    public string? PublicUrl { get; set; }

    /// <summary>
    /// A secret for HS256 that other programs share, at least 32 bytes long. When set, it signs instead of the stored keys.
    /// Also read from the environment variable <c>HEADLESSKEY_SECRET_KEY</c>. Not set by default.
    /// </summary>
    public string? SecretKey { get; set; }

    /// <summary>What the site is called, in mails and pages; default: the public URL's host. At most 60 characters.</summary>
    [Runtime]
    public string? SiteName { get; set; }

    /// <summary>
    /// Where people and their passwords live: <c>local</c> (default; in this server's own database) or <c>wordpress</c> (they are a WordPress
    /// site's, see <see cref="WordPress"/>).
    /// </summary>
    public string Directory { get; set; } = LocalDirectory;

    /// <summary>The WordPress site whose people sign in, for the directory <c>wordpress</c>.</summary>
    public WordPressOptions WordPress { get; set; } = new();

    /// <summary>Where the REST contract lives.</summary>
    public RestOptions Rest { get; set; } = new();

    /// <summary>Which browsers' pages may call.</summary>
    public CorsOptions Cors { get; set; } = new();

    /// <summary>Who may use which endpoint.</summary>
    public AccessOptions Access { get; set; } = new();

    /// <summary>How many requests a network may send.</summary>
    public RateLimitOptions RateLimits { get; set; } = new();

    /// <summary>The refresh token as a cookie, for browsers.</summary>
    public RefreshCookieOptions RefreshCookie { get; set; } = new();

    /// <summary>Which proxies may say for whom they ask.</summary>
    public ProxyOptions Proxies { get; set; } = new();

    /// <summary>Where requests of our own may go.</summary>
    public OutboundOptions Outbound { get; set; } = new();

    /// <summary>How people come over from other sites.</summary>
    public SsoOptions Sso { get; set; } = new();

    /// <summary>How a reverse proxy asks who a request is from.</summary>
    public ForwardAuthOptions ForwardAuth { get; set; } = new();

    /// <summary>What access tokens say and how long they live.</summary>
    public TokenOptions Tokens { get; set; } = new();

    /// <summary>How long a sign-in lasts.</summary>
    public SessionOptions Sessions { get; set; } = new();

    /// <summary>How passwords are hashed.</summary>
    public PasswordOptions Passwords { get; set; } = new();

    /// <summary>How much guessing is let through.</summary>
    public LockoutOptions Lockout { get; set; } = new();

    /// <summary>Who may make an account.</summary>
    public RegistrationOptions Registration { get; set; } = new();

    /// <summary>The pages that mailed links lead to.</summary>
    public LinkOptions Links { get; set; } = new();

    /// <summary>How mail leaves the server.</summary>
    public EmailOptions Email { get; set; } = new();

    /// <summary>How others are told, over HTTP.</summary>
    public DeliveryOptions Deliveries { get; set; } = new();

    /// <summary>What the record of security events keeps.</summary>
    public ActivityLogOptions ActivityLog { get; set; } = new();

    /// <summary>Which keys sign.</summary>
    public KeyOptions Keys { get; set; } = new();

    /// <summary>Who else has a say, in code or over HTTP.</summary>
    public HooksOptions Hooks { get; set; } = new();

    /// <summary>The admin API, and with it the admin pages.</summary>
    public AdminOptions Admin { get; set; } = new();

    /// <summary>Where everything is kept.</summary>
    public StorageOptions Storage { get; set; } = new();

    /// <summary>
    /// One consistent snapshot. Snapshots never change; to read two members of a section together, keep the section.
    /// </summary>
    internal HeadlessKeyOptions Latest => latest ?? this;

    internal string SiteNameOrHost => SiteName ?? new Uri(PublicUrl!).Host;

    /// <summary>Puts in force what may change while the server runs.</summary>
    internal void TakeOver(HeadlessKeyOptions next)
    {
        SiteName = next.SiteName;
        Cors = next.Cors;
        Access = next.Access;
        RateLimits = next.RateLimits;
        RefreshCookie = next.RefreshCookie;
        Proxies = next.Proxies;
        Tokens = next.Tokens;
        Sessions = next.Sessions;
        Passwords = next.Passwords;
        Lockout = next.Lockout;
        Registration = next.Registration;
        Links = next.Links;
        Email = next.Email;
        Keys = next.Keys;
        latest = next;
    }
}
