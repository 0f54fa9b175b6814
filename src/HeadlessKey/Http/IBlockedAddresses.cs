using System.Net;

namespace HeadlessKey.Http;

/// <summary>Addresses that get nothing but a refusal.</summary>
internal interface IBlockedAddresses
{
    bool Contains(IPAddress? address);
}
