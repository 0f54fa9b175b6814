using Microsoft.AspNetCore.Http;

namespace HeadlessKey.Http;

/// <summary>
/// The refresh token as a cookie, for browsers whose scripts must not hold it. A cookie comes along whoever made the page ask, so it counts
/// only together with an <c>Origin</c> that is believed.
/// </summary>
internal sealed class RefreshCookie
{
    // The prefix makes browsers insist on https, on this very host, and on the path (draft-ietf-httpbis-rfc6265bis, 4.1.3.2).
    private const string SecureName = "__Host-headlesskey-refresh";
    private const string PlainName = "headlesskey-refresh";

    private readonly bool enabled;
    private readonly bool secure;
    private readonly SameSiteMode sameSite;
    private readonly HashSet<string> origins;
    private readonly TimeProvider time;

    public RefreshCookie(HeadlessKeyOptions options, TimeProvider time)
    {
        this.time = time;
        enabled = options.RefreshCookie.Enabled;
        var url = new Uri(options.PublicUrl!);
        secure = url.Scheme == Uri.UriSchemeHttps;
        sameSite = options.RefreshCookie.SameSite switch
        {
            RefreshCookieOptions.None => SameSiteMode.None,
            RefreshCookieOptions.Lax => SameSiteMode.Lax,
            _ => SameSiteMode.Strict,
        };
        origins = new HashSet<string>([.. options.Cors.AllowedOrigins, url.GetLeftPart(UriPartial.Authority)], StringComparer.OrdinalIgnoreCase);
    }

    private string Name => secure ? SecureName : PlainName;

    /// <summary>The refresh token in the cookie; null when there is none, or when a page of elsewhere may have made the browser send it.</summary>
    public string? Find(HttpContext context) => IsBrowserWeBelieve(context) ? context.Request.Cookies[Name] : null;

    /// <summary>Gives the refresh token to a browser as a cookie. False: the caller is none, and gets it in the answer.</summary>
    public bool TryGive(HttpContext context, string refreshToken, DateTimeOffset expiresAt)
    {
        if (!IsBrowserWeBelieve(context))
        {
            return false;
        }

        context.Response.Cookies.Append(Name, refreshToken, Form(expiresAt - time.GetUtcNow()));
        return true;
    }

    /// <summary>Takes the cookie back from a browser that has one.</summary>
    public void Remove(HttpContext context)
    {
        if (Find(context) is not null)
        {
            context.Response.Cookies.Append(Name, string.Empty, Form(TimeSpan.Zero));
        }
    }

    private bool IsBrowserWeBelieve(HttpContext context) =>
        enabled && context.Request.Headers.Origin is [{ } origin] && origins.Contains(origin);

    private CookieOptions Form(TimeSpan maxAge) => new()
    {
        HttpOnly = true,
        Secure = secure,
        SameSite = sameSite,
        Path = "/",
        MaxAge = maxAge,
    };
}
