using System.Text.Json.Serialization;

namespace HeadlessKey.WordPress.Connector;

/// <summary>How they stand; whoever is missing is no user.</summary>
internal sealed record StampsAnswer(IReadOnlyList<StampsAnswer.Standing> Users)
{
    /// <summary>How one stands.</summary>
    internal sealed record Standing([property: JsonPropertyName("ID")] long Id, string Stamp, bool Disabled, IReadOnlyList<string> Roles);
}
