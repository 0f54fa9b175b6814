using HeadlessKey.Http;

namespace HeadlessKey.Hooks;

/// <summary>Who is on the other end of the request.</summary>
public sealed class HookClient
{
    internal HookClient(ClientInfo client)
    {
        Address = client.Address;
        UserAgent = client.UserAgent;
        RequestId = client.RequestId;
    }

    /// <summary>The client's own address, behind the trusted proxies; null when the connection has none.</summary>
    public string? Address { get; }

    /// <summary>What its software calls itself; anybody can write anything here. At most 255 characters.</summary>
    public string? UserAgent { get; }

    /// <summary>The request's id, the same as in the answer's <c>X-Request-Id</c> and in the record.</summary>
    public string RequestId { get; }
}
