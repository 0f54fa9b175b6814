using Microsoft.AspNetCore.Http;

namespace HeadlessKey.Http;

/// <summary>The body of a request as a whole. The limit on bodies bounds what is kept.</summary>
internal static class RequestBody
{
    /// <summary>Reads the whole body now, so that later readers never wait.</summary>
    public static async Task BufferAsync(HttpContext context)
    {
        var whole = new MemoryStream();
        await context.Request.Body.CopyToAsync(whole, context.RequestAborted);
        whole.Position = 0;
        context.Request.Body = whole;
    }
}
