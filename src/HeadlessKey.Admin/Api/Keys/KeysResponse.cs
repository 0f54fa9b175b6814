namespace HeadlessKey.Admin.Api.Keys;

/// <summary>The signing keys, and what the settings say about them.</summary>
/// <param name="ConfiguredAlgorithm">The algorithm of new keys, if it is set.</param>
/// <param name="SecretConfigured">Whether a configured secret signs in the place of all of them.</param>
/// <param name="AnnounceFor">How long a new key is published before it signs, in seconds.</param>
/// <param name="RotateEvery">How old a key grows, in seconds; 0: any age.</param>
/// <param name="Items">The keys, oldest first.</param>
internal sealed record KeysResponse(
    string? ConfiguredAlgorithm, bool SecretConfigured, long AnnounceFor, long RotateEvery, IReadOnlyList<KeyResponse> Items);
