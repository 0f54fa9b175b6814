using System.Net;
using HeadlessKey.Http;

namespace HeadlessKey.Hooks;

/// <summary>Asks the hooks whose request it is.</summary>
internal sealed class HookedClientAddress(HookChain<ClientAddressResolving> hooks) : IClientAddressRule
{
    public bool Any => hooks.Any;

    public async ValueTask<(IPAddress? Address, ApiError? Refusal)> FindAsync(
        IPAddress? connection, IPAddress? found, Func<string, string?> header, CancellationToken cancellationToken)
    {
        var point = new ClientAddressResolving(connection, found, header);
        return await hooks.RunAsync(point, cancellationToken) is { } refusal
            ? (null, refusal.Error)
            : (ClientAddress.Plain(point.Address), null);
    }
}
