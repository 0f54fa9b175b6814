using System.Text.Json.Serialization;

namespace HeadlessKey.Load.Control;

/// <summary>The claims of an access token, member for member.</summary>
internal sealed record Claims(
    string Iss,
    long Iat,
    long Nbf,
    long Exp,
    string Jti,
    string Sub,
    string Sid,
    long Gen,
    IReadOnlyList<string> Roles,
    ClaimsData Data);

internal sealed record ClaimsData([property: JsonPropertyName("ID")] long Id, string UserLogin, ClaimsUser User);

internal sealed record ClaimsUser(long Id);
