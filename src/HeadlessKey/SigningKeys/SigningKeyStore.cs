using System.Security.Cryptography;
using HeadlessKey.Secrets;
using HeadlessKey.Storage;

namespace HeadlessKey.SigningKeys;

/// <summary>The signing keys in the database, encrypted under the master key.</summary>
internal sealed class SigningKeyStore(Database database, MasterKey masterKey)
{
    /// <summary>What tells whether anything has changed, without opening a single key.</summary>
    public async Task<string> GetVersionAsync(CancellationToken cancellationToken)
    {
        var rows = await database.ListAsync(
            $"select kid, activates_at, retires_at, drops_at from signing_keys order by kid",
            row => $"{row.Text("kid")} {row.Integer("activates_at")} {row.IntegerOrNull("retires_at")} {row.IntegerOrNull("drops_at")}",
            cancellationToken);
        return string.Join('\n', rows);
    }

    public Task<List<SigningKey>> ListAsync(CancellationToken cancellationToken) =>
        database.ListAsync($"select * from signing_keys order by activates_at, kid", Map, cancellationToken);

    /// <summary>Adds the key. False when a key of that name is there already.</summary>
    public async Task<bool> AddAsync(Transaction transaction, SigningKey key, CancellationToken cancellationToken) =>
        await transaction.ExecuteAsync(
            $"""
            insert into signing_keys (kid, algorithm, sealed_key, origin, created_at, activates_at)
            values ({key.Kid}, {key.Algorithm}, {masterKey.Seal(key.Material.Export, RowName(key.Kid, key.Algorithm))}, {key.Origin},
                    {key.CreatedAt.ToUnixTimeMilliseconds()}, {key.ActivatesAt.ToUnixTimeMilliseconds()})
            on conflict (kid) do nothing
            """,
            cancellationToken) == 1;

    public async Task<bool> AnyAsync(Transaction transaction, CancellationToken cancellationToken) =>
        await transaction.FindAsync($"select kid from signing_keys limit 1", row => row.Text("kid"), cancellationToken) is not null;

    /// <summary>
    /// Sets the date at which the keys that have none stop signing: all of them, or only <paramref name="only"/>. The number
    /// changed tells whether another node was first.
    /// </summary>
    public Task<int> RetireCurrentAsync(
        Transaction transaction, DateTimeOffset retiresAt, DateTimeOffset dropsAt, string? only, CancellationToken cancellationToken) =>
        transaction.ExecuteAsync(
            $"""
            update signing_keys set retires_at = {retiresAt.ToUnixTimeMilliseconds()}, drops_at = {dropsAt.ToUnixTimeMilliseconds()}
            where retires_at is null and (kid = {only} or {only is null})
            """,
            cancellationToken);

    /// <summary>The keys that sign or will sign besides <paramref name="kid"/>; first those that nothing is to follow yet, newest first.</summary>
    public Task<List<Successor>> ListSuccessorsAsync(Transaction transaction, string kid, DateTimeOffset now, CancellationToken cancellationToken) =>
        transaction.ListAsync(
            $"""
            select kid, activates_at, retires_at from signing_keys
            where kid <> {kid} and (retires_at is null or retires_at > {now.ToUnixTimeMilliseconds()})
            order by case when retires_at is null then 0 else 1 end, activates_at desc, kid
            """,
            row => new Successor(row.Text("kid"), row.Time("activates_at"), row.TimeOrNull("retires_at")),
            cancellationToken);

    public async Task<bool> RetireAsync(
        Transaction transaction, string kid, DateTimeOffset retiresAt, DateTimeOffset dropsAt, CancellationToken cancellationToken) =>
        await transaction.ExecuteAsync(
            $"""
            update signing_keys set retires_at = {retiresAt.ToUnixTimeMilliseconds()}, drops_at = {dropsAt.ToUnixTimeMilliseconds()}
            where kid = {kid}
            """,
            cancellationToken) == 1;

    public Task<int> ActivateAsync(Transaction transaction, string kid, DateTimeOffset activatesAt, CancellationToken cancellationToken) =>
        transaction.ExecuteAsync(
            $"update signing_keys set activates_at = {activatesAt.ToUnixTimeMilliseconds()} where kid = {kid}", cancellationToken);

    /// <summary>Ends every key, for signing and for verifying.</summary>
    public Task<int> DropAllAsync(Transaction transaction, DateTimeOffset now, CancellationToken cancellationToken) =>
        transaction.ExecuteAsync(
            $"update signing_keys set retires_at = {now.ToUnixTimeMilliseconds()}, drops_at = {now.ToUnixTimeMilliseconds()}", cancellationToken);

    public Task<string?> FindNewestAlgorithmAsync(Transaction transaction, CancellationToken cancellationToken) =>
        transaction.FindAsync($"select algorithm from signing_keys order by activates_at desc, kid limit 1", row => row.Text("algorithm"), cancellationToken);

    /// <summary>Takes back that the key is to stop signing.</summary>
    public Task<int> KeepAsync(Transaction transaction, string kid, CancellationToken cancellationToken) =>
        transaction.ExecuteAsync($"update signing_keys set retires_at = null, drops_at = null where kid = {kid}", cancellationToken);

    /// <summary>Lets keys that still sign verify for at least that long after they stop.</summary>
    public Task<int> ExtendAsync(Transaction transaction, DateTimeOffset now, TimeSpan keepFor, CancellationToken cancellationToken)
    {
        var milliseconds = (long)keepFor.TotalMilliseconds;
        return transaction.ExecuteAsync(
            $"""
            update signing_keys set drops_at = retires_at + {milliseconds}
            where retires_at > {now.ToUnixTimeMilliseconds()} and drops_at < retires_at + {milliseconds}
            """,
            cancellationToken);
    }

    internal sealed record Successor(string Kid, DateTimeOffset ActivatesAt, DateTimeOffset? RetiresAt);

    private SigningKey Map(Row row)
    {
        var kid = row.Text("kid");
        var algorithm = row.Text("algorithm");
        byte[] export;
        try
        {
            export = masterKey.Open(row.Text("sealed_key"), RowName(kid, algorithm));
        }
        catch (CryptographicException exception)
        {
            throw new StartupException(
                $"The signing key {kid} cannot be opened with this master key. Restore the {MasterKeyFile.Name} that belongs to this database.", exception);
        }

        return new SigningKey(
            KeyMaterial.FromExport(algorithm, export),
            row.Text("origin"),
            row.Time("created_at"),
            row.Time("activates_at"),
            row.TimeOrNull("retires_at"),
            row.TimeOrNull("drops_at"));
    }

    private static string RowName(string kid, string algorithm) => $"signing_keys/{kid}/{algorithm}";
}
