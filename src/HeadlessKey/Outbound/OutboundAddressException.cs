namespace HeadlessKey.Outbound;

/// <summary>A host whose addresses are all ones that must not be reached.</summary>
internal sealed class OutboundAddressException() : IOException("The host leads to an address that is not allowed (HeadlessKey:Outbound:AllowedNetworks).");
