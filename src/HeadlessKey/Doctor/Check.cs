namespace HeadlessKey.Doctor;

/// <summary>Something that may be wrong with an installation.</summary>
/// <param name="Name">What is looked at.</param>
/// <param name="Severity">What it means when something is found: <see cref="Wrong"/> or <see cref="Warning"/>.</param>
/// <param name="Find">What is wrong and what to do; null: nothing.</param>
internal sealed record Check(string Name, string Severity, Func<CancellationToken, Task<string?>> Find)
{
    public const string Wrong = "wrong";
    public const string Warning = "warning"; // worth a look, but nothing is broken
}
