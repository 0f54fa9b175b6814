namespace HeadlessKey.FunctionalTests.Infrastructure;

/// <summary>A request that a <see cref="Receiver"/> got.</summary>
public sealed record ReceivedRequest(string Method, string Path, string Body, IReadOnlyDictionary<string, string> Headers)
{
    /// <summary>When it came, by the real clock.</summary>
    public DateTimeOffset At { get; } = DateTimeOffset.UtcNow;

    public string Header(string name) => Headers.TryGetValue(name, out var value) ? value : throw new InvalidOperationException($"There is no header {name}.");
}
