using Microsoft.AspNetCore.Http;

namespace HeadlessKey.Http;

/// <summary>
/// The refresh token as a cookie, for browsers whose scripts must not hold it. A cookie comes along whoever made the page ask, so it counts
/// only together with an <c>Origin</c> that is believed.
/// </summary>
internal sealed class RefreshCookie(HeadlessKeyOptions options, TimeProvider time)
{
    // The prefix makes browsers insist on https, on this very host, and on the path (draft-ietf-httpbis-rfc6265bis, 4.1.3.2).
    private const string SecureName = "__Host-headlesskey-refresh";
    private const string PlainName = "headlesskey-refresh";

    private readonly FromSettings<Choice> choice = new(options, static latest => Choice.Of(latest));

    /// <summary>The refresh token in the cookie; null when there is none, or when a page of elsewhere may have made the browser send it.</summary>
    public string? Find(HttpContext context) => IsBrowserWeBelieve(context) ? context.Request.Cookies[choice.Value.Name] : null;

    /// <summary>Gives the refresh token to a browser as a cookie. False: the caller is none, and gets it in the answer.</summary>
    public bool TryGive(HttpContext context, string refreshToken, DateTimeOffset expiresAt)
    {
        if (!IsBrowserWeBelieve(context))
        {
            return false;
        }

        context.Response.Cookies.Append(choice.Value.Name, refreshToken, Form(expiresAt - time.GetUtcNow()));
        return true;
    }

    /// <summary>Takes the cookie back from a browser that has one.</summary>
    public void Remove(HttpContext context)
    {
        if (Find(context) is not null)
        {
            context.Response.Cookies.Append(choice.Value.Name, string.Empty, Form(TimeSpan.Zero));
        }
    }

    private bool IsBrowserWeBelieve(HttpContext context)
    {
        var (enabled, _, _, origins) = choice.Value;
        return enabled && context.Request.Headers.Origin is [{ } origin] && origins.Contains(origin);
    }

    private CookieOptions Form(TimeSpan maxAge)
    {
        var (_, secure, sameSite, _) = choice.Value;
        return new CookieOptions { HttpOnly = true, Secure = secure, SameSite = sameSite, Path = "/", MaxAge = maxAge };
    }

    private sealed record Choice(bool Enabled, bool Secure, SameSiteMode SameSite, HashSet<string> Origins)
    {
        public string Name => Secure ? SecureName : PlainName;

        public static Choice Of(HeadlessKeyOptions options)
        {
            var url = new Uri(options.PublicUrl!);
            return new Choice(
                options.RefreshCookie.Enabled,
                url.Scheme == Uri.UriSchemeHttps,
                options.RefreshCookie.SameSite switch
                {
                    RefreshCookieOptions.None => SameSiteMode.None,
                    RefreshCookieOptions.Lax => SameSiteMode.Lax,
                    _ => SameSiteMode.Strict,
                },
                new HashSet<string>([.. options.Cors.AllowedOrigins, url.GetLeftPart(UriPartial.Authority)], StringComparer.OrdinalIgnoreCase));
        }
    }
}
