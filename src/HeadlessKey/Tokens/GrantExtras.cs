using System.Text.Json;
using HeadlessKey.Hooks;

namespace HeadlessKey.Tokens;

/// <summary>What hooks add to a grant, or why they refuse it.</summary>
/// <param name="Claims">Further claims of the access token.</param>
/// <param name="Members">Further members of the answer.</param>
/// <param name="Refusal">Why there is to be no grant; null: there may be one.</param>
/// <param name="UserVersion">Which version of the user the hooks were asked about: who was given other roles since is somebody else to them.</param>
internal sealed record GrantExtras(
    IReadOnlyDictionary<string, JsonElement> Claims, IReadOnlyDictionary<string, JsonElement> Members, HookRefusal? Refusal, long? UserVersion)
{
    private static readonly IReadOnlyDictionary<string, JsonElement> Nothing = new Dictionary<string, JsonElement>(StringComparer.Ordinal);

    /// <summary>Nobody was asked.</summary>
    public static GrantExtras None { get; } = new(Nothing, Nothing, Refusal: null, UserVersion: null);

    public static GrantExtras Refused(HookRefusal refusal) => None with { Refusal = refusal };
}
