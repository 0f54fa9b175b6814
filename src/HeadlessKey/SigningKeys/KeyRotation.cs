using HeadlessKey.Events;
using HeadlessKey.Storage;

namespace HeadlessKey.SigningKeys;

/// <summary>
/// Makes a new key take over without one valid token being refused: announced first, so that every verifier knows it;
/// then it signs; the old one verifies until its last token has expired; then it is dropped.
/// </summary>
internal sealed class KeyRotation(
    SqlDialect dialect, SigningKeyStore store, SecurityEventLog events, HeadlessKeyOptions options, TimeProvider time)
{
    /// <summary>How long the other nodes may take to learn of a key when the notification channel is cut.</summary>
    public static readonly TimeSpan Propagation = TimeSpan.FromSeconds(5);

    /// <summary>Until when a key must verify after it last signed.</summary>
    private TimeSpan KeepFor => options.Tokens.Lifetime + options.Tokens.RefreshWindow + options.Tokens.ClockSkew + TimeSpan.FromMinutes(1);

    /// <summary>Makes the first key of an empty database. Called under the migration lock, so that one node does.</summary>
    public async Task EnsureFirstAsync(Transaction transaction, CancellationToken cancellationToken)
    {
        if (!await store.AnyAsync(transaction, cancellationToken))
        {
            var now = time.GetUtcNow();
            var first = new SigningKey(KeyMaterial.Generate(options.Keys.Algorithm ?? SigningAlgorithm.HS256), "generated", now, now, null, null);
            await store.AddAsync(transaction, first, cancellationToken);
            await events.AppendAsync(transaction, SecurityEvent.KeyAnnounced(first.Kid), cancellationToken);
        }
    }

    /// <summary>Announces a key of its own making. It signs after the announce time, or as soon as every node can know it.</summary>
    public async Task<SigningKey> RotateAsync(string algorithm, bool soon, CancellationToken cancellationToken, IAuthor? by = null) =>
        (await TakeOverAsync(KeyMaterial.Generate(algorithm), "generated", soon, replacing: null, cancellationToken, by))!;

    /// <summary>Announces a key in place of the one named. Null when another node has done so already.</summary>
    public Task<SigningKey?> ReplaceAsync(string kid, string algorithm, CancellationToken cancellationToken) =>
        TakeOverAsync(KeyMaterial.Generate(algorithm), "generated", soon: false, kid, cancellationToken);

    /// <summary>Announces a key that the operator brought.</summary>
    /// <exception cref="StartupException">It is here already.</exception>
    public async Task<SigningKey> ImportAsync(KeyMaterial material, bool soon, CancellationToken cancellationToken, IAuthor? by = null) =>
        (await TakeOverAsync(material, "imported", soon, replacing: null, cancellationToken, by))!;

    /// <summary>
    /// Takes one key out: it signs no more at once, and verifies no more at once (<paramref name="drop"/>, for a key that
    /// leaked) or after its last token has expired.
    /// </summary>
    /// <returns>False when there is no such key, or none that could sign in its place.</returns>
    public Task<bool> RetireAsync(string kid, bool drop, CancellationToken cancellationToken, IAuthor? by = null) =>
        OneAtATimeAsync(by, async transaction =>
        {
            var now = time.GetUtcNow();
            var successors = await store.ListSuccessorsAsync(transaction, kid, now, cancellationToken);
            if (successors.Count == 0 || !await store.RetireAsync(transaction, kid, now, drop ? now : now + KeepFor, cancellationToken))
            {
                return false;
            }

            var next = successors[0];
            if (successors.TrueForAll(successor => successor.ActivatesAt > now))
            {
                // Its turn comes early: better a verifier that must ask for the key set again than a retired key that signs.
                await store.ActivateAsync(transaction, next.Kid, now, cancellationToken);
            }

            if (successors.TrueForAll(successor => successor.RetiresAt is not null))
            {
                // They were to make way for the key that is going: without it, nobody would sign from that day on.
                await store.KeepAsync(transaction, next.Kid, cancellationToken);
            }

            await events.AppendAsync(transaction, SecurityEvent.KeyRetired(kid).By(by), cancellationToken);
            transaction.WakeOthers();
            return true;
        });

    /// <summary>Drops every key and signs with a new one at once: no token that was given out until now is good any more.</summary>
    public async Task<SigningKey> StartAnewAsync(Transaction transaction, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var algorithm = options.Keys.Algorithm ?? await store.FindNewestAlgorithmAsync(transaction, cancellationToken) ?? SigningAlgorithm.HS256;
        await store.DropAllAsync(transaction, now, cancellationToken);
        var key = new SigningKey(KeyMaterial.Generate(algorithm), "generated", now, now, null, null);
        await store.AddAsync(transaction, key, cancellationToken);
        await events.AppendAsync(transaction, SecurityEvent.KeyAnnounced(key.Kid), cancellationToken);
        return key;
    }

    /// <summary>
    /// Looks after keys that are still to stop signing: since that was decided, tokens may have been given a longer life.
    /// </summary>
    public Task KeepLongEnoughAsync(CancellationToken cancellationToken) =>
        OneAtATimeAsync(by: null, async transaction =>
        {
            var extended = await store.ExtendAsync(transaction, time.GetUtcNow(), KeepFor, cancellationToken);
            if (extended > 0)
            {
                transaction.WakeOthers();
            }

            return extended;
        });

    private Task<SigningKey?> TakeOverAsync(
        KeyMaterial material, string origin, bool soon, string? replacing, CancellationToken cancellationToken, IAuthor? by = null) =>
        OneAtATimeAsync(by, async transaction =>
        {
            var now = time.GetUtcNow();
            var activatesAt = now + (soon ? Propagation : options.Keys.AnnounceFor);
            var key = new SigningKey(material, origin, now, activatesAt, null, null);
            var retired = await store.RetireCurrentAsync(transaction, activatesAt, activatesAt + KeepFor, replacing, cancellationToken);
            if (replacing is not null && retired == 0)
            {
                return null;
            }

            if (!await store.AddAsync(transaction, key, cancellationToken))
            {
                throw new StartupException($"The key {key.Kid} is here already.");
            }

            await events.AppendAsync(transaction, SecurityEvent.KeyAnnounced(key.Kid).By(by), cancellationToken);
            transaction.WakeOthers();
            return key;
        });

    /// <summary>
    /// Each change looks at all the keys, so no two may overlap: together they would retire the last one, or leave one behind that
    /// never retires.
    /// </summary>
    private async Task<T> OneAtATimeAsync<T>(IAuthor? by, Func<Transaction, Task<T>> change)
    {
        var result = default(T)!;
        await dialect.WriteAloneAsync(
            async transaction =>
            {
                await (by?.HoldAsync(transaction) ?? Task.CompletedTask);
                result = await change(transaction);
            },
            CancellationToken.None);
        return result;
    }
}
