using Microsoft.AspNetCore.Http;

namespace HeadlessKey.WordPress.Dialects;

/// <summary>
/// The cookie <c>refresh_token</c>. A cookie comes along whoever made the browser ask, so where a page of elsewhere asks, it counts only if that
/// origin is named. What is no browser sends no origin, and no cookie that it does not mean.
/// </summary>
internal sealed class DialectCookie
{
    private const string Name = "refresh_token";

    private readonly bool secure;
    private readonly SameSiteMode sameSite;
    private readonly HashSet<string> origins;
    private readonly TimeProvider time;

    public DialectCookie(HeadlessKeyOptions options, TimeProvider time)
    {
        this.time = time;
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

    /// <summary>The cookie's value; null when there is none that counts.</summary>
    public string? Find(HttpContext context) =>
        IsBelieved(context) && context.Request.Cookies[Name] is { Length: > 0 } value ? value : null;

    public void Give(HttpContext context, string value, DateTimeOffset expiresAt)
    {
        if (IsBelieved(context))
        {
            context.Response.Cookies.Append(Name, value, new CookieOptions
            {
                HttpOnly = true,
                Secure = secure,
                SameSite = sameSite,
                Path = "/",
                MaxAge = expiresAt - time.GetUtcNow(),
            });
        }
    }

    private bool IsBelieved(HttpContext context) =>
        context.Request.Headers.Origin is { Count: 0 } || (context.Request.Headers.Origin is [{ } origin] && origins.Contains(origin));
}
