using System.Net;

namespace HeadlessKey.Http;

/// <summary>Whom nothing is answered but a refusal.</summary>
internal interface IBlockedAddresses
{
    bool Contains(IPAddress? address);
}
