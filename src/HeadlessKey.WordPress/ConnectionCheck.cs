using System.Globalization;
using System.Text.Json;
using HeadlessKey.Http;
using HeadlessKey.SigningKeys;
using HeadlessKey.WordPress.Connector;

namespace HeadlessKey.WordPress;

/// <summary>Looks at everything that must be right between this server and the site, and says what is not.</summary>
internal sealed class ConnectionCheck(ConnectorClient connector, KeyRing keys, HeadlessKeyOptions options, TimeProvider time)
{
    private const int ToleratedSeconds = 30; // what the connector forgives a token
    private const string SupportedConnector = "1.";
    private static readonly Version LeastWordPress = new(6, 0);
    private static readonly Version LeastPhp = new(7, 4);

    public async Task<IReadOnlyList<Finding>> RunAsync(CancellationToken cancellationToken)
    {
        var answer = await connector.CallAsync("/health", "{}"u8.ToArray(), cancellationToken, static request =>
        {
            request.Headers.TryAddWithoutValidation("Authorization", "Bearer probe");
            request.Headers.TryAddWithoutValidation("X-HK-Authorization", "Bearer probe");
        });
        return answer switch
        {
            ConnectorAnswer.Silence silence => [new Finding("connection", WhyOf(silence))],
            ConnectorAnswer.Signed { Status: 200 } signed when Read(signed.Body) is { } health => [new Finding("connection"), .. Judge(health)],
            ConnectorAnswer.Signed { Code: "headlesskey_call_clock" } late => [new Finding("connection"), new Finding("clock", ClockFault(TimeOf(late.Body)))],
            var other => [new Finding("connection", $"The connector answers {other}, which this version does not understand. Install the connector that comes with it.")],
        };
    }

    private IEnumerable<Finding> Judge(ConnectorHealth health)
    {
        yield return new Finding("clock", Math.Abs(health.Time - Now) <= ToleratedSeconds ? null : ClockFault(health.Time));
        yield return new Finding("connector", health.Connector.StartsWith(SupportedConnector, StringComparison.Ordinal)
            ? null
            : $"It is version {health.Connector}; this server speaks with {SupportedConnector}x. Install the connector that comes with it.");
        yield return new Finding("WordPress", IsAtLeast(health.Wordpress, LeastWordPress) ? null : $"It is {health.Wordpress}; the connector needs {LeastWordPress} or later.");
        yield return new Finding("PHP", IsAtLeast(health.Php, LeastPhp) ? null : $"It is {health.Php}; the connector needs {LeastPhp} or later.");
        yield return new Finding("multisite", health.Multisite ? "It is a network of sites, which is not covered: roles are those of the main site." : null);
        var issuer = options.Tokens.Issuer ?? options.PublicUrl!.TrimEnd('/');
        yield return new Finding("issuer", health.Issuer == issuer
            ? null
            : $"Tokens say {issuer}, but HEADLESSKEY_ISSUER is {health.Issuer ?? "not set"}: the site leaves them to others. Make the two the same.");
        yield return new Finding("audience", AudienceFault(health.Audience));
        yield return new Finding("keys", KeysFault(health.Keys));
        yield return new Finding("dropped keys", DroppedKeysFault(health.Keys));
        yield return new Finding("header", HeaderFault(health.Headers));
        yield return new Finding("roles", options.Registration.Mode == RegistrationOptions.Closed || health.Roles.Contains(options.Registration.DefaultRole, StringComparer.Ordinal)
            ? null
            : $"Who registers becomes {options.Registration.DefaultRole} (HeadlessKey:Registration:DefaultRole), which HEADLESSKEY_ROLES does not name: nobody can register.");
        foreach (var fault in health.Faults)
        {
            yield return new Finding("constants", CleanText.Cut(fault, 500));
        }
    }

    private string WhyOf(ConnectorAnswer.Silence silence) => silence.UnsignedCode switch
    {
        "headlesskey_call_signature" when silence.UnsignedTime is { } clock && Math.Abs(clock - Now) > ToleratedSeconds =>
            $"The site does not take our signature, and {ClockFault(clock)}",
        "headlesskey_call_signature" =>
            $"The site does not take our signature: HEADLESSKEY_SERVERS there has no {options.WordPress.KeyId}, or another secret than HeadlessKey:WordPress:Secret. Run: headlesskey wordpress connect {options.WordPress.Url}",
        "rest_no_route" =>
            "There is a WordPress, but no connector. Copy headlesskey-connector.php into wp-content/mu-plugins, and define HEADLESSKEY_SERVERS in wp-config.php.",
        "rest_not_logged_in" or "rest_forbidden" or "rest_cannot_access" =>
            $"Something on the site lets only those use its REST API who are signed in ({silence.UnsignedCode}). Let headlesskey-connector/v1 through.",
        _ => $"{options.WordPress.Url} gives no usable answer: {silence.Why}. It must be the site's own address, with https if it has it (redirects are not followed), and nothing in between may change answers.",
    };

    private string ClockFault(long siteTime) =>
        $"the clocks are {Math.Abs(siteTime - Now).ToString(CultureInfo.InvariantCulture)} seconds apart. Set both by NTP: signed calls and tokens count in seconds.";

    private string? AudienceFault(string? audience) =>
        string.IsNullOrEmpty(audience) || audience == options.Tokens.Audience
            ? null
            : $"HEADLESSKEY_AUDIENCE is {audience}, but tokens say {options.Tokens.Audience ?? "none"} (HeadlessKey:Tokens:Audience): the site refuses them.";

    private string? KeysFault(IReadOnlyList<ConnectorHealth.KnownKey> known)
    {
        var missing = keys.Live.Where(key => key.RetiresAt is null && !known.Any(one => one.Kid == key.Kid && one.Alg == key.Algorithm && one.Usable)).ToList();
        return missing.Count == 0 ? null
            : missing.Exists(key => key.Material.PublicPem is null)
                ? $"The site does not know the HS256 key {missing.First(key => key.Material.PublicPem is null).Kid}, and a secret is not sent to it. Put it into HEADLESSKEY_KEYS (headlesskey wordpress connect prints it), or change to ES256."
                : $"The site does not know {string.Join(", ", missing.Select(key => key.Kid))}. The server tells it at its start and when keys change: start the server, and look into its log.";
    }

    private string? DroppedKeysFault(IReadOnlyList<ConnectorHealth.KnownKey> known)
    {
        var live = keys.Live.Select(key => key.Kid).ToHashSet(StringComparer.Ordinal);
        var dropped = known.Select(key => key.Kid).Where(kid => !live.Contains(kid)).ToList();
        return dropped.Count == 0
            ? null
            : CleanText.Cut($"The site still takes tokens of {string.Join(", ", dropped)}, which this server does not have (any more). Take what HEADLESSKEY_KEYS in wp-config.php has of them out of it, and start the server, which tells the site the keys that count.", 1000);
    }

    private static string? HeaderFault(ConnectorHealth.ArrivedHeaders headers) =>
        headers.Authorization || headers.RedirectAuthorization ? null
        : headers.XHkAuthorization
            ? "The web server keeps the header Authorization from PHP, so tokens in it do not count. With Apache set: CGIPassAuth On. Until then front ends must send X-HK-Authorization."
            : "The web server keeps the headers Authorization and X-HK-Authorization from PHP: no token counts. With Apache set: CGIPassAuth On.";

    private static bool IsAtLeast(string version, Version least) =>
        Version.TryParse(version.Split('-', '+')[0], out var parsed) && parsed >= least;

    private static ConnectorHealth? Read(JsonElement body)
    {
        try
        {
            return body.Deserialize(ConnectorJsonContext.Default.ConnectorHealth);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static long TimeOf(JsonElement body) =>
        body.TryGetProperty("data", out var data) && data.TryGetProperty("time", out var clock) && clock.TryGetInt64(out var seconds) ? seconds : 0;

    private long Now => time.GetUtcNow().ToUnixTimeSeconds();

    /// <summary>One thing that was looked at.</summary>
    /// <param name="Name">What.</param>
    /// <param name="Fault">What is wrong and what to do; null: it is well.</param>
    internal sealed record Finding(string Name, string? Fault = null);
}
