using System.Globalization;
using System.Text;
using HeadlessKey.SigningKeys;

namespace HeadlessKey.WordPress;

/// <summary>The constants of the connector for this server, as PHP to paste into <c>wp-config.php</c>.</summary>
internal static class PhpConstants
{
    /// <param name="issuer">What tokens are issued by.</param>
    /// <param name="audience">For whom; null: not said.</param>
    /// <param name="keys">The keys that tokens may be signed with.</param>
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

        php.AppendLine("define('HEADLESSKEY_KEYS', array(");
        foreach (var key in keys)
        {
            var verifier = key.Material.PublicPem ?? Convert.ToBase64String(key.Material.Export); // HS256 is checked with the secret itself
            php.AppendLine(CultureInfo.InvariantCulture, $"    {Text(key.Kid)} => array({Text(key.Algorithm)}, {Text(verifier)}),");
        }

        php.AppendLine("));");
        php.AppendLine(CultureInfo.InvariantCulture, $"define('HEADLESSKEY_SERVERS', array({Text(site.KeyId!)} => {Text(site.Secret!)}));");
        php.AppendLine(CultureInfo.InvariantCulture, $"define('HEADLESSKEY_ROLES', array({Text(role)}));");
        return php.ToString();
    }

    private static string Text(string text) =>
        $"'{text.Replace("\\", @"\\", StringComparison.Ordinal).Replace("'", @"\'", StringComparison.Ordinal)}'";
}
