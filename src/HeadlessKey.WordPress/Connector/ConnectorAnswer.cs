using System.Text.Json;

namespace HeadlessKey.WordPress.Connector;

/// <summary>What came of a call.</summary>
internal abstract record ConnectorAnswer
{
    /// <summary>The site's own word.</summary>
    /// <param name="Status">The HTTP status.</param>
    /// <param name="Body">The JSON object.</param>
    internal sealed record Signed(int Status, JsonElement Body) : ConnectorAnswer
    {
        /// <summary>The error's code; null for none.</summary>
        public string? Code => Body.TryGetProperty("code", out var code) && code.ValueKind == JsonValueKind.String ? code.GetString() : null;

        public override string ToString() => $"{Status} {Code}"; // never the person
    }

    /// <summary>Nothing that could be relied upon.</summary>
    /// <param name="Why">For the operator.</param>
    /// <param name="MayHaveHappened">False: the call has certainly changed nothing.</param>
    internal sealed record Silence(string Why, bool MayHaveHappened) : ConnectorAnswer
    {
        /// <summary>An unsigned error's code, which only <c>headlesskey wordpress check</c> looks at.</summary>
        public string? UnsignedCode { get; init; }

        /// <summary>The site's clock, as far as somebody who has not signed says it.</summary>
        public long? UnsignedTime { get; init; }
    }
}
