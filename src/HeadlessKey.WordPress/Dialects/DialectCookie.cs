using Microsoft.AspNetCore.Http;

namespace HeadlessKey.WordPress.Dialects;

/// <summary>
/// The cookie <c>refresh_token</c>. A cookie comes along whoever made the browser ask, so where a page of elsewhere asks, it counts only if that
/// origin is named. What is no browser sends no origin, and no cookie that it does not mean.
/// </summary>
internal sealed class DialectCookie(HeadlessKeyOptions options, TimeProvider time)
{
    private const string Name = "refresh_token";

    private readonly Uri own = new(options.PublicUrl!);

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
                Secure = own.Scheme == Uri.UriSchemeHttps,
                SameSite = SameSite,
                Path = "/",
                MaxAge = expiresAt - time.GetUtcNow(),
            });
        }
    }

    // Origins and SameSite may change while the server runs.
    private SameSiteMode SameSite => options.RefreshCookie.SameSite switch
    {
        RefreshCookieOptions.None => SameSiteMode.None,
        RefreshCookieOptions.Lax => SameSiteMode.Lax,
        _ => SameSiteMode.Strict,
    };

    private bool IsBelieved(HttpContext context) =>
        context.Request.Headers.Origin is { Count: 0 } || (context.Request.Headers.Origin is [{ } origin] && IsNamed(origin));

    private bool IsNamed(string origin) =>
        options.Cors.AllowedOrigins.Append(own.GetLeftPart(UriPartial.Authority)).Contains(origin, StringComparer.OrdinalIgnoreCase);
}
