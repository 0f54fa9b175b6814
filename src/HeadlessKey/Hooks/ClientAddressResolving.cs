using System.Net;

namespace HeadlessKey.Hooks;

/// <summary>
/// A request has come in, and the trusted proxies' headers have been read. A hook may know better whose request it is, such as by a header
/// that a content network adds. By this address guesses are counted and networks let in: believe a header only when
/// <see cref="Connection"/> is a machine that writes it. It is asked for every request, so answer from memory; there is no HTTP hook for this.
/// </summary>
public sealed class ClientAddressResolving : HookPoint
{
    private readonly Func<string, string?> header;

    internal ClientAddressResolving(IPAddress? connection, IPAddress? address, Func<string, string?> header)
    {
        Connection = connection;
        Address = address;
        this.header = header;
    }

    /// <summary>Who has opened the connection; null over a Unix socket.</summary>
    public IPAddress? Connection { get; }

    /// <summary>Whose request it is taken for.</summary>
    public IPAddress? Address { get; set; }

    /// <summary>A header of the request.</summary>
    /// <param name="name">Its name, in any case.</param>
    /// <returns>Its value; several are joined by commas. Null when there is none.</returns>
    public string? Header(string name) => header(name);
}
