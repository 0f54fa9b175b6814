namespace HeadlessKey.Admin.Api.Server;

/// <summary>What was found by looking.</summary>
/// <param name="Ok">Whether nothing is wrong; a warning is nothing wrong.</param>
/// <param name="Items">What was looked at.</param>
internal sealed record DoctorResponse(bool Ok, IReadOnlyList<DoctorResponse.Item> Items)
{
    /// <summary>One thing that was looked at.</summary>
    /// <param name="Check">What was looked at.</param>
    /// <param name="Status">ok, warning or wrong.</param>
    /// <param name="Message">What is wrong, and mostly what to do about it; null: nothing is.</param>
    internal sealed record Item(string Check, string Status, string? Message);
}
