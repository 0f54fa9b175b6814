namespace HeadlessKey;

/// <summary>What access tokens say and how long they live.</summary>
public sealed class TokenOptions
{
    /// <summary>The <c>iss</c> claim (RFC 7519, 4.1.1); default: the public URL.</summary>
    public string? Issuer { get; set; }

    /// <summary>The <c>aud</c> claim (RFC 7519, 4.1.3), required of every token once set; default: none.</summary>
    public string? Audience { get; set; }

    /// <summary>How long an access token is valid; default one hour, from one minute to one day.</summary>
    [Runtime]
    public TimeSpan Lifetime { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How far another machine's clock may be off; default 0, at most 60 seconds.</summary>
    [Runtime]
    public TimeSpan ClockSkew { get; set; } = TimeSpan.Zero;

    /// <summary>
    /// Whether an access token itself may be exchanged for a new one, as the WordPress plugin does; default true.
    /// </summary>
    [Runtime]
    public bool AllowAccessTokenRefresh { get; set; } = true;

    /// <summary>
    /// How long after its expiry an access token may still be exchanged; default 0, at most 14 days, and never past the
    /// session's end.
    /// </summary>
    [Runtime]
    public TimeSpan RefreshWindow { get; set; } = TimeSpan.Zero;

    /// <summary>How many verified tokens are remembered; default 20,000, from 0 (none) to 1,000,000. About 2 KiB each.</summary>
    public int Remembered { get; set; } = 20_000;
}
