using System.Net;
using System.Net.NetworkInformation;

namespace HeadlessKey.Outbound;

/// <summary>The addresses of this machine's network interfaces, as they are now. What a router translates to it cannot be known here.</summary>
internal sealed class OwnAddresses : IDisposable
{
    private readonly Lock gate = new();
    private readonly Func<IEnumerable<IPAddress>> read;
    private HashSet<IPAddress>? known; // null: to be read when somebody asks

    public OwnAddresses()
        : this(Read) => NetworkChange.NetworkAddressChanged += Forget;

    /// <param name="read">Finds them.</param>
    public OwnAddresses(Func<IEnumerable<IPAddress>> read) => this.read = read;

    /// <summary>Whether the machine itself answers to the address.</summary>
    public bool Contain(IPAddress address)
    {
        lock (gate)
        {
            return (known ??= [.. read()]).Contains(address);
        }
    }

    public void Dispose() => NetworkChange.NetworkAddressChanged -= Forget;

    private void Forget(object? sender, EventArgs change)
    {
        lock (gate)
        {
            known = null;
        }
    }

    private static IEnumerable<IPAddress> Read() =>
        NetworkInterface.GetAllNetworkInterfaces().SelectMany(card => card.GetIPProperties().UnicastAddresses).Select(entry => entry.Address);
}
