using System.Security.Cryptography;

namespace HeadlessKey.WordPressTests.Infrastructure;

/// <summary>What the connector of the site is told by constants.</summary>
public static class ConnectorConstants
{
    public const string Issuer = "https://auth.example.test";
    public const string Audience = "https://site.example.test";

    /// <summary>The name of <see cref="CallSecret"/>.</summary>
    public const string CallKey = "server-1";

    /// <summary>What signed calls are signed with.</summary>
    public static string CallSecret { get; } = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    public static string OfTheSite { get; } = $$"""
        define('HEADLESSKEY_ISSUER', {{Php.Text(Issuer)}});
        define('HEADLESSKEY_AUDIENCE', {{Php.Text(Audience)}});
        define('HEADLESSKEY_KEYS', array(
            {{TestKeys.Hs256.ToPhp()}},
            {{TestKeys.Rs256.ToPhp()}},
            {{TestKeys.Es256.ToPhp()}},
        ));
        define('HEADLESSKEY_SERVERS', array({{Php.Text(CallKey)}} => {{Php.Text(CallSecret)}}));
        define('HEADLESSKEY_ROLES', array('subscriber', 'author'));
        """;
}
