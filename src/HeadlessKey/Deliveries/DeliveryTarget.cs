namespace HeadlessKey.Deliveries;

/// <summary>Who is told.</summary>
/// <param name="Channel">The name of an <see cref="IDeliveryChannel"/>, without a slash.</param>
/// <param name="Id">Whom the channel means by it.</param>
internal readonly record struct DeliveryTarget(string Channel, string Id)
{
    public override string ToString() => $"{Channel}/{Id}";

    public static DeliveryTarget Parse(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        return new DeliveryTarget(text[..slash], text[(slash + 1)..]);
    }
}
