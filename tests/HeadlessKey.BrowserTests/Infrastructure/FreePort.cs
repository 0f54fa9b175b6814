using System.Net;
using System.Net.Sockets;

namespace HeadlessKey.BrowserTests.Infrastructure;

/// <summary>A port that nobody listens on: pages must know their own address before the server has it.</summary>
internal static class FreePort
{
    public static int Find()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
