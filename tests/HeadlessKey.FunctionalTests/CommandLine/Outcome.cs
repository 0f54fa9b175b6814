using System.Text.Json;

namespace HeadlessKey.FunctionalTests.CommandLine;

/// <summary>How a verb ended.</summary>
public sealed record Outcome(int ExitCode, string Output, string Error)
{
    public JsonElement Json => JsonDocument.Parse(Output).RootElement;

    /// <summary>Fails the test with both streams in sight unless the verb was done.</summary>
    public Outcome ExpectDone() => Expect(0);

    /// <summary>Fails the test unless the verb was refused, in one line on standard error that says this. Progress does not count.</summary>
    public Outcome ExpectRefused(string saying)
    {
        Expect(1);
        Error.ShouldContain(saying);
        Error.TrimEnd().Split('\n').Count(line => !line.TrimEnd('.').EndsWith(" …", StringComparison.Ordinal)).ShouldBe(1, Error);
        Output.ShouldNotContain("   at ", Case.Sensitive, "a stack trace is not for operators");
        return this;
    }

    public Outcome ExpectNotUnderstood() => Expect(2);

    private Outcome Expect(int code)
    {
        ExitCode.ShouldBe(code, $"{Output}\n{Error}");
        return this;
    }
}
