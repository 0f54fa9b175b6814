using System.Net;
using HeadlessKey.Http;
using HeadlessKey.Storage;

namespace HeadlessKey.Lockout;

/// <summary>The bans in memory, kept current on every node: each request asks.</summary>
internal sealed class BanList(BanStore store, TimeProvider time) : IReplica, IBlockedAddresses
{
    private volatile Entry[] entries = [];

    public bool Contains(IPAddress? address)
    {
        var current = entries;
        return current.Length > 0 && address is not null
            && Array.Exists(current, entry => entry.Network.Contains(address) && (entry.ExpiresAt is not { } end || end > time.GetUtcNow()));
    }

    public async Task CatchUpAsync(CancellationToken cancellationToken) =>
        entries =
        [
            .. (await store.ListAsync(cancellationToken))
                .SelectMany(ban => ClientAddress.TryParseNetwork(ban.Network, out var network) ? [new Entry(network, ban.ExpiresAt)] : Array.Empty<Entry>()),
        ];

    private sealed record Entry(IPNetwork Network, DateTimeOffset? ExpiresAt);
}
