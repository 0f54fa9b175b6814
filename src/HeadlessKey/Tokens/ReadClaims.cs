namespace HeadlessKey.Tokens;

/// <summary>The claims of a token whose signature has not been looked at yet.</summary>
internal sealed record ReadClaims(string Issuer, IReadOnlyList<string> Audiences, DateTimeOffset IssuedAt, AccessToken Token);
