using Microsoft.AspNetCore.Http;

namespace HeadlessKey.Admin.Api.Door;

/// <summary>The admin session in a browser: a cookie that no script reads, and that comes along from our own pages only.</summary>
internal sealed class AdminCookie(HeadlessKeyOptions options)
{
    // The prefix makes browsers insist on https, on this very host, and on the path (draft-ietf-httpbis-rfc6265bis, 4.1.3.2).
    public const string SecureName = "__Host-headlesskey-admin";
    public const string PlainName = "headlesskey-admin";

    private readonly bool secure = new Uri(options.PublicUrl!).Scheme == Uri.UriSchemeHttps;

    public string Name => secure ? SecureName : PlainName;

    public string? Find(HttpContext context) => context.Request.Cookies[Name];

    // No age: it goes with the browser, and long before that the server has forgotten what it stands for.
    public void Give(HttpContext context, string secret) => context.Response.Cookies.Append(Name, secret, Form(maxAge: null));

    public void TakeBack(HttpContext context) => context.Response.Cookies.Append(Name, string.Empty, Form(TimeSpan.Zero));

    private CookieOptions Form(TimeSpan? maxAge) => new()
    {
        HttpOnly = true,
        Secure = secure,
        SameSite = SameSiteMode.Strict,
        Path = "/",
        MaxAge = maxAge,
    };
}
