using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace HeadlessKey.Admin;

/// <summary>Answers with a file, under a policy that lets a page load and call nothing but its own server.</summary>
internal static class PageAnswer
{
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /// <summary>A page: always the newest one.</summary>
    /// <param name="context">The request.</param>
    /// <param name="file">The page.</param>
    public static Task PageAsync(HttpContext context, EmbeddedFile file)
    {
        SetHeaders(context.Response, "no-store");
        return WriteAsync(context, file);
    }

    /// <summary>What a page is made of: kept by the browser, which asks each time whether there is another.</summary>
    /// <param name="context">The request.</param>
    /// <param name="file">The script or style sheet.</param>
    public static Task PartAsync(HttpContext context, EmbeddedFile file)
    {
        SetHeaders(context.Response, "no-cache");
        return WriteUnlessKnownAsync(context, file);
    }

    /// <summary>What pages of other origins load.</summary>
    /// <param name="context">The request.</param>
    /// <param name="file">The script.</param>
    public static Task SharedAsync(HttpContext context, EmbeddedFile file)
    {
        SetHeaders(context.Response, "public, max-age=600");
        context.Response.Headers.AccessControlAllowOrigin = "*";
        context.Response.Headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        return WriteUnlessKnownAsync(context, file);
    }

    /// <summary>There is no such page; what that looks like is the host's.</summary>
    /// <param name="context">The request.</param>
    public static Task NothingAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
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

    /// <summary>Whoever has this content already is told so (RFC 9110, section 13.1.2).</summary>
    private static Task WriteUnlessKnownAsync(HttpContext context, EmbeddedFile file)
    {
        context.Response.Headers.ETag = file.Tag.ToString();
        if (EntityTagHeaderValue.TryParseList(context.Request.Headers.IfNoneMatch, out var known)
            && known.Any(tag => tag.Equals(EntityTagHeaderValue.Any) || tag.Compare(file.Tag, useStrongComparison: false)))
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        return WriteAsync(context, file);
    }

    private static Task WriteAsync(HttpContext context, EmbeddedFile file)
    {
        var response = context.Response;
        response.ContentType = file.ContentType;
        response.ContentLength = file.Content.Length;
        return response.Body.WriteAsync(file.Content, context.RequestAborted).AsTask();
    }
}
