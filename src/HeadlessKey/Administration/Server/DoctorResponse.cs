namespace HeadlessKey.Administration.Server;

/// <summary>What was found by looking.</summary>
/// <param name="Ok">Whether nothing is wrong; a warning is nothing wrong.</param>
/// <param name="Items">What was looked at.</param>
internal sealed record DoctorResponse(bool Ok, IReadOnlyList<DoctorResponse.Item> Items)
{
    /// <summary>One thing that was looked at.</summary>
    internal sealed record Item(string Check, string Status, string? Message);
}
