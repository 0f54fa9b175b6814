using System.Text.Json;
using HeadlessKey.Sessions;
using HeadlessKey.Users;

namespace HeadlessKey.Tokens;

/// <summary>What a sign-in or a refresh gives: who, in which session, with which tokens.</summary>
internal sealed class Grant
{
    public required User User { get; init; }

    public required Session Session { get; init; }

    public required string AccessToken { get; init; }

    public required string Jti { get; init; }

    public required string RefreshToken { get; init; }

    /// <summary>What hooks add to the answer.</summary>
    public required IReadOnlyDictionary<string, JsonElement> Members { get; init; }
}
