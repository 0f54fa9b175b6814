namespace HeadlessKey.Doctor;

/// <summary>What was found.</summary>
/// <param name="Name">What was looked at.</param>
/// <param name="Status">ok, warning or wrong.</param>
/// <param name="Message">What is wrong and what to do.</param>
internal sealed record CheckResult(string Name, string Status, string? Message)
{
    public const string Fine = "ok";
}
