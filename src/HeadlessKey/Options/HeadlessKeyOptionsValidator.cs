using System.Text;
using HeadlessKey.Http;
using HeadlessKey.Roles;
using HeadlessKey.SigningKeys;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace HeadlessKey;

/// <summary>Refuses settings that would make the server unsafe or useless; each message names the setting and its source.</summary>
internal sealed class HeadlessKeyOptionsValidator(IConfiguration configuration) : IValidateOptions<HeadlessKeyOptions>
{
    private const int LeastSecretBytes = 32; // 256 bits: RFC 7518, 3.2

    public ValidateOptionsResult Validate(string? name, HeadlessKeyOptions options)
    {
        var checks = new SettingChecks(configuration);
        if (!SettingChecks.IsWebAddress(options.PublicUrl))
        {
            checks.Refuse("PublicUrl", "must be the http or https address that users reach this server at, such as https://example.com.");
        }

        CheckSecret(options, checks.Refuse);
        CheckRest(options.Rest, checks.Refuse);
        checks.Range("Rest:MaxBodyBytes", options.Rest.MaxBodyBytes, 1024, 1024 * 1024);
        CheckCors(options.Cors, checks.Refuse);
        CheckProxies(options.Proxies, checks);
        CheckOutbound(options.Outbound, checks);

        checks.Range("Tokens:Lifetime", options.Tokens.Lifetime, TimeSpan.FromMinutes(1), TimeSpan.FromDays(1));
        checks.Range("Tokens:ClockSkew", options.Tokens.ClockSkew, TimeSpan.Zero, TimeSpan.FromSeconds(60));
        checks.Range("Tokens:RefreshWindow", options.Tokens.RefreshWindow, TimeSpan.Zero, TimeSpan.FromDays(14));
        checks.Range("Tokens:Remembered", options.Tokens.Remembered, 0, 1_000_000);

        checks.Range("Sessions:InactivityLimit", options.Sessions.InactivityLimit, TimeSpan.FromMinutes(5), TimeSpan.FromDays(365));
        checks.Range("Sessions:AbsoluteLimit", options.Sessions.AbsoluteLimit, TimeSpan.FromMinutes(5), TimeSpan.FromDays(365));
        checks.Range("Sessions:UnrememberedLimit", options.Sessions.UnrememberedLimit, TimeSpan.FromMinutes(5), TimeSpan.FromDays(365));
        checks.Range("Sessions:GraceWindow", options.Sessions.GraceWindow, TimeSpan.Zero, TimeSpan.FromMinutes(5));

        checks.Range("Sessions:Limit", options.Sessions.Limit, 0, 1000);
        checks.OneOf("Sessions:WhenFull", options.Sessions.WhenFull, SessionOptions.EvictOldest, SessionOptions.Reject);
        foreach (var (role, limit) in options.Sessions.RoleLimits)
        {
            checks.Range($"Sessions:RoleLimits:{role}", limit, 0, 1000);
            if (!Role.IsValid(role))
            {
                checks.Refuse($"Sessions:RoleLimits:{role}", "is for no role: a role's name is of small letters, digits, - and _.");
            }
        }

        checks.Range("Passwords:Iterations", options.Passwords.Iterations, 210_000, 10_000_000);
        checks.Range("Passwords:HashQueue", options.Passwords.HashQueue, 1, 10_000);

        CheckKeys(options, checks.Refuse);
        checks.Range("Keys:AnnounceFor", options.Keys.AnnounceFor, TimeSpan.FromSeconds(10), TimeSpan.FromDays(30));

        checks.OneOf("Storage:Engine", options.Storage.Engine, "sqlite", "postgresql");
        return checks.Result;
    }

    private static void CheckSecret(HeadlessKeyOptions options, Action<string, string> refuse)
    {
        if (options.SecretKey is not { } secret)
        {
            return;
        }

        if (Encoding.UTF8.GetByteCount(secret) < LeastSecretBytes)
        {
            refuse("SecretKey", $"is too short for HS256: it needs at least {LeastSecretBytes} bytes. Make one with: openssl rand -base64 48");
        }
        else if (PublishedSecrets.Contains(secret))
        {
            refuse("SecretKey", "is a sample that everybody can read. Make your own with: openssl rand -base64 48");
        }
    }

    private static void CheckRest(RestOptions rest, Action<string, string> refuse)
    {
        if (!RestPath.IsPrefix(rest.Prefix))
        {
            refuse("Rest:Prefix", "must be a path such as /wp-json: it starts with a slash, ends without one, and holds letters, digits, - _ . only.");
        }

        if (!RestPath.IsSegment(rest.Namespace))
        {
            refuse("Rest:Namespace", "must be one path segment of letters, digits, - _ . only.");
        }

        if (!RestPath.IsSegment(rest.Version))
        {
            refuse("Rest:Version", "must be one path segment of letters, digits, - _ . only.");
        }

        if (rest.Aliases?.FirstOrDefault(alias => alias.Length > 0 && !RestPath.IsPrefix($"/{alias}")) is { } wrong)
        {
            refuse("Rest:Aliases", $"has {wrong}; an alias is namespace/version, such as {RestOptions.DefaultAlias}.");
        }
    }

    private static void CheckCors(CorsOptions cors, Action<string, string> refuse)
    {
        foreach (var origin in cors.AllowedOrigins)
        {
            if (string.Equals(origin, "*", StringComparison.Ordinal))
            {
                refuse("Cors:AllowedOrigins", "has *, and named origins may send credentials: that would open every account to every page. Name the origins, or remove the setting to let any origin call without credentials.");
            }
            else if (!Uri.TryCreate(origin, UriKind.Absolute, out var url)
                || !string.Equals(url.GetLeftPart(UriPartial.Authority), origin, StringComparison.OrdinalIgnoreCase))
            {
                refuse("Cors:AllowedOrigins", $"has {origin}; an origin is a scheme, a host and perhaps a port, such as https://app.example.com.");
            }
        }
    }

    private static void CheckProxies(ProxyOptions proxies, SettingChecks checks)
    {
        checks.OneOf("Proxies:Header", proxies.Header, ProxyOptions.XForwardedFor, ProxyOptions.Forwarded);
        foreach (var text in proxies.Trusted)
        {
            if (!ClientAddress.TryParseNetwork(text, out var network))
            {
                checks.Refuse("Proxies:Trusted", $"has {text}; a proxy is an address such as 10.0.0.2 or a network such as 10.0.0.0/8.");
            }
            else if (network.PrefixLength == 0)
            {
                checks.Refuse("Proxies:Trusted", $"has {text}, which is everybody: then every client could say that it is another.");
            }
        }
    }

    private static void CheckOutbound(OutboundOptions outbound, SettingChecks checks)
    {
        foreach (var text in outbound.AllowedNetworks.Where(text => !ClientAddress.TryParseNetwork(text, out _)))
        {
            checks.Refuse("Outbound:AllowedNetworks", $"has {text}; an address is written 10.0.0.2, a network 10.0.0.0/8 or fd00::/8.");
        }
    }

    private static void CheckKeys(HeadlessKeyOptions options, Action<string, string> refuse)
    {
        if (options.Keys.Algorithm is { } algorithm && !SigningAlgorithm.IsKnown(algorithm))
        {
            refuse("Keys:Algorithm", $"is {options.Keys.Algorithm}; it must be one of {string.Join(", ", SigningAlgorithm.All)}.");
        }
        else if (options is { SecretKey: not null, Keys.Algorithm: SigningAlgorithm.RS256 or SigningAlgorithm.ES256 })
        {
            refuse("SecretKey", $"signs with HS256, but HeadlessKey:Keys:Algorithm is {options.Keys.Algorithm}. Remove one of the two.");
        }

        if (options.Keys.RotateEvery != TimeSpan.Zero && options.Keys.RotateEvery < TimeSpan.FromDays(1))
        {
            refuse("Keys:RotateEvery", $"is {options.Keys.RotateEvery}; it must be 0 (never) or at least 1.00:00:00 (one day).");
        }
    }
}
