using System.Globalization;
using System.Text;
using HeadlessKey.SigningKeys;

namespace HeadlessKey.WordPress;

/// <summary>The constants of the connector for this server, as PHP to paste into <c>wp-config.php</c>.</summary>
internal static class PhpConstants
{
    /// <param name="issuer">What tokens are issued by.</param>
    /// <param name="audience">For whom; null: not said.</param>
    /// <param name="keys">
    /// The keys that tokens may be signed with. Only secrets are written: the site is told public keys by calls, and forgets them when the server
    /// drops one. What stands in its constants counts until somebody takes it out.
    /// </param>
    /// <param name="site">With the shared secret.</param>
    /// <param name="role">The role that this server gives to those who register.</param>
    public static string Write(string issuer, string? audience, IEnumerable<SigningKey> keys, WordPressOptions site, string role)
    {
        var php = new StringBuilder();
        php.AppendLine("// HeadlessKey: whose tokens this site honours, and who may ask it about its people.");
        php.AppendLine(CultureInfo.InvariantCulture, $"define('HEADLESSKEY_ISSUER', {Text(issuer)});");
        if (audience is not null)
        {
            php.AppendLine(CultureInfo.InvariantCulture, $"define('HEADLESSKEY_AUDIENCE', {Text(audience)});");
        }

        var secrets = keys.Where(key => key.Material.PublicPem is null).ToList();
        if (secrets.Count > 0)
        {
            php.AppendLine("define('HEADLESSKEY_KEYS', array(");
            secrets.ForEach(key => php.AppendLine(
                CultureInfo.InvariantCulture, $"    {Text(key.Kid)} => array({Text(key.Algorithm)}, {Text(Convert.ToBase64String(key.Material.Export))}),"));
            php.AppendLine("));");
        }

        php.AppendLine(CultureInfo.InvariantCulture, $"define('HEADLESSKEY_SERVERS', array({Text(site.KeyId!)} => {Text(site.Secret!)}));");
        php.AppendLine("// The roles that the server may give and take away; who has any other is not changed. Add those that it shall.");
        php.AppendLine(CultureInfo.InvariantCulture, $"define('HEADLESSKEY_ROLES', array({Text(role)}));");
        return php.ToString();
    }

    private static string Text(string text) =>
        $"'{text.Replace("\\", @"\\", StringComparison.Ordinal).Replace("'", @"\'", StringComparison.Ordinal)}'";
}
