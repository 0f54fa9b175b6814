using System.Net;

namespace HeadlessKey.Http;

/// <summary>Finds the client's address better than the proxies' headers do.</summary>
internal interface IClientAddressRule
{
    /// <summary>Whether there is anybody to ask.</summary>
    bool Any { get; }

    /// <summary>The address, or why the request cannot be served.</summary>
    ValueTask<(IPAddress? Address, ApiError? Refusal)> FindAsync(
        IPAddress? connection, IPAddress? found, Func<string, string?> header, CancellationToken cancellationToken);
}
