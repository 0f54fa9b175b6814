namespace HeadlessKey.FunctionalTests.Attacks;

/// <summary>Tests that read the clock run by themselves, when all others are done.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class QuietMachine
{
    public const string Name = "quiet machine";
}
