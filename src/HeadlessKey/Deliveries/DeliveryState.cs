namespace HeadlessKey.Deliveries;

/// <summary>How far a delivery is, as its row says.</summary>
internal static class DeliveryState
{
    /// <summary>To be tried, now or later, or being tried.</summary>
    public const string Waiting = "waiting";

    /// <summary>Taken by its receiver.</summary>
    public const string Delivered = "delivered";

    /// <summary>Given up.</summary>
    public const string Failed = "failed";

    public static IReadOnlyList<string> All { get; } = [Waiting, Delivered, Failed];
}
