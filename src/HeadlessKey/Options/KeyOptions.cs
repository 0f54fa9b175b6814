namespace HeadlessKey;

/// <summary>Which keys sign.</summary>
public sealed class KeyOptions
{
    /// <summary>
    /// The algorithm of new keys: <c>HS256</c>, <c>RS256</c> or <c>ES256</c> (RFC 7518, 3.1). When the key that signs is of
    /// another, the start announces a new key. Default: HS256 for the first key, then as the key before.
    /// </summary>
    public string? Algorithm { get; set; }

    /// <summary>How old the signing key grows before it is replaced; default 0 (never by itself), else from one day.</summary>
    [Runtime]
    public TimeSpan RotateEvery { get; set; } = TimeSpan.Zero;

    /// <summary>
    /// How long a new key is published before it signs, so that whoever caches the key set knows it by then; default one
    /// hour, from 10 seconds to 30 days. The key set may be cached for at most half of it.
    /// </summary>
    [Runtime]
    public TimeSpan AnnounceFor { get; set; } = TimeSpan.FromHours(1);
}
