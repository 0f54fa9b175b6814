using HeadlessKey.Passwords.Formats;
using HeadlessKey.Storage;
using HeadlessKey.Users;

namespace HeadlessKey.Passwords;

/// <summary>Looks every few seconds which kinds of hashes there are: an import brings some, and their owners' sign-ins take them away.</summary>
internal sealed class StoredHashKinds(PasswordHashStore store, WrongAnswerPrice price, TimeProvider time) : IReplica
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);

    private long? lookedAt;

    public async Task CatchUpAsync(CancellationToken cancellationToken)
    {
        if (lookedAt is { } last && time.GetElapsedTime(last) < LookEvery)
        {
            return;
        }

        var examples = await store.ListKindsAsync(cancellationToken);
        price.Learn(examples.Select(StoredHash.TryReadUsable).OfType<StoredHash>());
        lookedAt = time.GetTimestamp();
    }
}
