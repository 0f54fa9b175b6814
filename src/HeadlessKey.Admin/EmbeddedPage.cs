using System.Text;
using HeadlessKey.Access;
using HeadlessKey.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace HeadlessKey.Admin;

/// <summary>A file inside the assembly, served under a policy that lets it load nothing but our own files.</summary>
internal static class EmbeddedPage
{
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    // Where the page finds the API: the namespace may have another name here.
    private const string ApiMark = "{api}";

    public static void Map(IEndpointRouteBuilder endpoints, string pattern, string file, string contentType)
    {
        var api = endpoints.ServiceProvider.GetRequiredService<RestAddress>().Roots[0];
        var content = Encoding.UTF8.GetBytes(Read(file).Replace(ApiMark, api, StringComparison.Ordinal));
        endpoints.MapGet(pattern, async (HttpContext context) =>
        {
            var response = context.Response;
            response.Headers.ContentSecurityPolicy = Policy;
            response.Headers.XContentTypeOptions = "nosniff";
            response.Headers["Referrer-Policy"] = "no-referrer";
            response.Headers.CacheControl = "no-store";
            response.ContentType = contentType;
            response.ContentLength = content.Length;
            await response.BodyWriter.WriteAsync(content, context.RequestAborted);
        }).WithMetadata(AccessRule.Public).AllowAnonymous().ExcludeFromDescription();
    }

    private static string Read(string file)
    {
        using var stream = typeof(EmbeddedPage).Assembly.GetManifestResourceStream(file)
            ?? throw new InvalidOperationException($"{file} is not in the assembly.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
