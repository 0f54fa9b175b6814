using System.IO.Compression;
using System.Text;
using HeadlessKey.Http;

namespace HeadlessKey.Admin;

/// <summary>All files of the pages, by their path in this project, such as <c>ui/dom.js</c>.</summary>
internal sealed class EmbeddedFiles
{
    // Where a file says this stands what the API is called here. The start refuses names with anything but letters, digits, - _ . in them,
    // so that it is the same in markup and in a script.
    private const string ApiMark = "{{api}}";

    private readonly string api;
    private readonly Dictionary<string, EmbeddedFile> files = new(StringComparer.Ordinal);

    public EmbeddedFiles(RestAddress address)
    {
        api = address.Roots[0];
        foreach (var name in typeof(EmbeddedFiles).Assembly.GetManifestResourceNames().Where(EmbeddedFile.IsServed))
        {
            files.Add(name, EmbeddedFile.Of(name, Read(name)));
        }
    }

    /// <summary>A file, or null.</summary>
    /// <param name="name">Its path in this project.</param>
    public EmbeddedFile? Find(string name) => files.GetValueOrDefault(name);

    /// <summary>A file that must be there.</summary>
    /// <param name="name">Its path in this project.</param>
    public EmbeddedFile Get(string name) => Find(name) ?? throw new InvalidOperationException($"{name} is not in the assembly.");

    /// <summary>The text of a file, with the API's name in it.</summary>
    /// <param name="name">Its path in this project.</param>
    public string Read(string name)
    {
        using var stream = typeof(EmbeddedFiles).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"{name} is not in the assembly.");
        using var reader = new StreamReader(new GZipStream(stream, CompressionMode.Decompress), Encoding.UTF8);
        return reader.ReadToEnd().Replace(ApiMark, api, StringComparison.Ordinal);
    }
}
