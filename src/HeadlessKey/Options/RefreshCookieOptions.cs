namespace HeadlessKey;

/// <summary>
/// Keeps the refresh token of browsers in an <c>HttpOnly</c> cookie, where no script of the page can read it (RFC 6265).
/// </summary>
[Runtime]
public sealed class RefreshCookieOptions
{
    internal const string Strict = "strict";
    internal const string Lax = "lax";
    internal const string None = "none";

    /// <summary>
    /// Whether browsers get the refresh token as a cookie instead of in the answer; default false. A browser is who sends an <c>Origin</c>;
    /// the public URL's own and <c>Cors:AllowedOrigins</c> are believed.
    /// </summary>
    public bool Enabled { get; set; }

    /// <summary>
    /// The cookie's <c>SameSite</c>: <c>strict</c> (default), <c>lax</c>, or <c>none</c>, for a front end on another site; that one needs an
    /// https public URL.
    /// </summary>
    public string SameSite { get; set; } = Strict;
}
