using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace HeadlessKey.Admin;

/// <summary>Answers with a file, under a policy that lets a page load and call nothing but its own server.</summary>
internal static class PageResult
{
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /// <summary>A page: always the newest one.</summary>
    /// <param name="context">The request.</param>
    /// <param name="file">The page.</param>
    public static FileContentHttpResult Page(HttpContext context, EmbeddedFile file)
    {
        SetHeaders(context.Response, "no-store");
        return TypedResults.Bytes(file.Content, file.ContentType);
    }

    /// <summary>What a page is made of: kept by the browser, which asks each time whether there is another.</summary>
    /// <param name="context">The request.</param>
    /// <param name="file">The script or style sheet.</param>
    public static FileContentHttpResult Part(HttpContext context, EmbeddedFile file)
    {
        SetHeaders(context.Response, "no-cache");
        return TypedResults.Bytes(file.Content, file.ContentType, entityTag: file.Tag);
    }

    /// <summary>What pages of other origins load.</summary>
    /// <param name="context">The request.</param>
    /// <param name="file">The script.</param>
    public static FileContentHttpResult Shared(HttpContext context, EmbeddedFile file)
    {
        SetHeaders(context.Response, "public, max-age=600");
        context.Response.Headers.AccessControlAllowOrigin = "*";
        context.Response.Headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        return TypedResults.Bytes(file.Content, file.ContentType, entityTag: file.Tag);
    }

    private static void SetHeaders(HttpResponse response, string caching)
    {
        var headers = response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers.CacheControl = caching;
    }
}
