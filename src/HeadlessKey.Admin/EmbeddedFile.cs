using System.Security.Cryptography;
using System.Text;
using Microsoft.Net.Http.Headers;

namespace HeadlessKey.Admin;

/// <summary>A file inside the assembly, as a browser gets it.</summary>
/// <param name="Content">UTF-8 text.</param>
/// <param name="ContentType">By the file's ending.</param>
/// <param name="Tag">Another one for other content.</param>
internal sealed record EmbeddedFile(byte[] Content, string ContentType, EntityTagHeaderValue Tag)
{
    /// <summary>Ready to be served.</summary>
    /// <param name="name">The name, for its ending.</param>
    /// <param name="text">What is in it.</param>
    public static EmbeddedFile Of(string name, string text)
    {
        var content = Encoding.UTF8.GetBytes(text);
        var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 12))}\"");
        return new EmbeddedFile(content, ContentTypeOf(name), tag);
    }

    /// <summary>Whether a file of that name is one of a page's.</summary>
    /// <param name="name">The name, for its ending.</param>
    public static bool IsServed(string name) => FindContentType(name) is not null;

    private static string ContentTypeOf(string name) =>
        FindContentType(name) ?? throw new InvalidOperationException($"{name} is of no kind that is served.");

    private static string? FindContentType(string name) => Path.GetExtension(name) switch
    {
        ".html" => "text/html; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        _ => null,
    };
}
