using System.Security.Cryptography;
using System.Text;
using HeadlessKey.Secrets;
using HeadlessKey.Storage;

namespace HeadlessKey.Sites;

/// <summary>The sites' entries in the database, their secrets encrypted under the master key.</summary>
internal sealed class SsoSiteStore(Database database, MasterKey masterKey, TimeProvider time)
{
    /// <summary>What tells whether anything has changed, without opening a single secret.</summary>
    public async Task<string> GetVersionAsync(CancellationToken cancellationToken)
    {
        var rows = await database.ListAsync(
            $"select key, version, created_at from sso_sites order by key",
            row => $"{row.Text("key")} {row.Integer("version")} {row.Integer("created_at")}",
            cancellationToken);
        return string.Join('\n', rows);
    }

    /// <summary>Every entry; one that cannot be opened with this master key is <c>null</c> and costs the others nothing.</summary>
    public Task<List<(string Key, SsoSite? Site)>> ListAsync(CancellationToken cancellationToken) =>
        database.ListAsync($"select * from sso_sites order by key", row => (row.Text("key"), TryMap(row)), cancellationToken);

    /// <summary>Adds the entry. False: there is one with that key.</summary>
    public async Task<bool> TryAddAsync(Transaction transaction, SsoSite site) =>
        await transaction.ExecuteAsync(
            $"""
            insert into sso_sites (key, name, issuer, audience, algorithm, jwks_url, public_key, sealed_token_secret, sealed_secret, userinfo_url,
                                   requires_nonce, trusts_email, people, role_map, logout_url, known_as, version, created_at)
            values ({site.Key}, {site.Name}, {site.Issuer}, {site.Audience}, {site.Algorithm}, {site.JwksUrl}, {site.PublicKey},
                    {(site.TokenSecret is { } secret ? Seal(secret, site.Key, "token_secret") : null)}, {Seal(site.Secret, site.Key, "secret")},
                    {site.UserinfoUrl}, {site.RequiresNonce}, {site.TrustsEmail}, {site.People}, {Lines(site.RoleMap)}, {site.LogoutUrl},
                    {site.KnownAs}, {NewVersion()}, {time.GetUtcNow().ToUnixTimeMilliseconds()})
            on conflict (key) do nothing
            """,
            CancellationToken.None) == 1;

    public async Task<bool> RemoveAsync(Transaction transaction, string key) =>
        await transaction.ExecuteAsync($"delete from sso_sites where key = {key}", CancellationToken.None) == 1;

    /// <summary>Switches it on or off. False: there is none, or it is so already.</summary>
    public async Task<bool> SetDisabledAsync(Transaction transaction, string key, bool disabled)
    {
        var since = disabled ? time.GetUtcNow().ToUnixTimeMilliseconds() : (long?)null;
        return await transaction.ExecuteAsync(
            $"""
            update sso_sites set disabled_at = {since}, version = version + 1
            where key = {key} and (disabled_at is null) = {disabled}
            """,
            CancellationToken.None) == 1;
    }

    /// <summary>
    /// Takes the entry's row, if it still is what was read and is on. The update changes nothing, but the site can be neither switched off nor
    /// removed before this transaction ends.
    /// </summary>
    public async Task<bool> TryHoldAsync(Transaction transaction, SsoSite site) =>
        await transaction.ExecuteAsync(
            $"update sso_sites set version = version where key = {site.Key} and version = {site.Version} and disabled_at is null",
            CancellationToken.None) == 1;

    // Not 0: an entry that is removed and added again must not pass for the one that was read before.
    private static long NewVersion() => RandomNumberGenerator.GetInt32(int.MaxValue) * (1L << 31) + RandomNumberGenerator.GetInt32(int.MaxValue);

    private SsoSite? TryMap(Row row)
    {
        try
        {
            return Map(row);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private SsoSite Map(Row row)
    {
        var key = row.Text("key");
        return new SsoSite
        {
            Key = key,
            Name = row.Text("name"),
            Issuer = row.Text("issuer"),
            Audience = row.TextOrNull("audience"),
            Algorithm = row.Text("algorithm"),
            JwksUrl = row.TextOrNull("jwks_url"),
            PublicKey = row.TextOrNull("public_key"),
            TokenSecret = row.TextOrNull("sealed_token_secret") is { } sealedSecret ? Open(sealedSecret, key, "token_secret") : null,
            Secret = Open(row.Text("sealed_secret"), key, "secret"),
            UserinfoUrl = row.TextOrNull("userinfo_url"),
            RequiresNonce = row.Flag("requires_nonce"),
            TrustsEmail = row.Flag("trusts_email"),
            People = row.Text("people"),
            RoleMap = ReadLines(row.Text("role_map")),
            LogoutUrl = row.TextOrNull("logout_url"),
            KnownAs = row.TextOrNull("known_as"),
            Version = row.Integer("version"),
            DisabledAt = row.TimeOrNull("disabled_at"),
        };
    }

    private string Seal(string secret, string key, string column) => masterKey.Seal(Encoding.UTF8.GetBytes(secret), $"sso_sites/{key}/{column}");

    private string Open(string sealedSecret, string key, string column) =>
        Encoding.UTF8.GetString(masterKey.Open(sealedSecret, $"sso_sites/{key}/{column}"));

    private static string Lines(IReadOnlyDictionary<string, string> map) => string.Join('\n', map.Select(pair => $"{pair.Key}={pair.Value}"));

    private static Dictionary<string, string> ReadLines(string text) =>
        text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('=', 2))
            .ToDictionary(parts => parts[0], parts => parts[1], StringComparer.Ordinal);
}
