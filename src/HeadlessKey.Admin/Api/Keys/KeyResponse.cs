using HeadlessKey.Http;
using HeadlessKey.SigningKeys;

namespace HeadlessKey.Admin.Api.Keys;

/// <summary>A signing key; nothing that signs is in it.</summary>
/// <param name="Kid">Its name.</param>
/// <param name="Algorithm">HS256, RS256 or ES256.</param>
/// <param name="State">announced, active or retired.</param>
/// <param name="Origin">generated or imported.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="SignsFrom">From when it signs.</param>
/// <param name="SignsUntil">Until when.</param>
/// <param name="VerifiesUntil">Until when its tokens are good.</param>
internal sealed record KeyResponse(
    string Kid, string Algorithm, string State, string Origin, string CreatedAt, string SignsFrom, string? SignsUntil, string? VerifiesUntil)
{
    public static KeyResponse Of(SigningKey key, DateTimeOffset now) => new(
        key.Kid, key.Algorithm, key.StateAt(now).ToString().ToLowerInvariant(), key.Origin, ApiTime.Format(key.CreatedAt), ApiTime.Format(key.ActivatesAt),
        ApiTime.OrNull(key.RetiresAt), ApiTime.OrNull(key.DropsAt));
}
