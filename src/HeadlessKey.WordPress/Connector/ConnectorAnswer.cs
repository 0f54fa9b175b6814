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

        /// <summary>The member of the call that is not valid (or <c>query</c>), of a call that is not; else null.</summary>
        public string? FaultyMember =>
            Status == 400 && Code == "headlesskey_call_invalid"
            && Body.TryGetProperty("data", out var data) && data.ValueKind == JsonValueKind.Object
            && data.TryGetProperty("params", out var parameters) && parameters.ValueKind == JsonValueKind.Object
                ? parameters.EnumerateObject().Select(parameter => parameter.Name).FirstOrDefault()
                : null;

        public override string ToString() => FaultyMember is { } member ? $"{Status} {Code} ({member})" : $"{Status} {Code}"; // never the person
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
