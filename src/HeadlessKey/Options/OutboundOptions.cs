namespace HeadlessKey;

/// <summary>Where requests may go that this server sends of itself: to webhooks, hooks and other sites.</summary>
public sealed class OutboundOptions
{
    /// <summary>
    /// Networks inside the house that such requests may reach all the same, as addresses (<c>10.0.0.2</c>) or networks (<c>10.0.0.0/8</c>,
    /// <c>fd00::/8</c>). Default: none; loopback, private, link-local, metadata and other special addresses, and those of this
    /// machine, are refused at the moment of connecting, whatever name leads there. Plain http goes to these networks only.
    /// </summary>
    public IList<string> AllowedNetworks { get; set; } = [];
}
