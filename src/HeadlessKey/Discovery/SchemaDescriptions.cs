using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Reflection;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace HeadlessKey.Discovery;

/// <summary>
/// Says in the OpenAPI document what a shape and its members mean: what stands above them in the source. Each assembly keeps the sentences of its
/// own shapes in <c>Descriptions.txt</c>, which a test writes from the comments and holds against them. The framework would put the comments of
/// every type into the program, forty times as much.
/// </summary>
internal sealed class SchemaDescriptions : IOpenApiSchemaTransformer
{
    private const string File = "Descriptions.txt";
    private const string Indent = "  ";
    private const string SchemaId = "x-schema-id"; // the framework's mark on what becomes a reference
    private const string BesideReference = "x-ref-description"; // and where it looks for what stands beside one

    private readonly ConcurrentDictionary<Assembly, FrozenDictionary<string, string>> files = new();

    public Task TransformAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        if (Find(context.JsonTypeInfo.Type, member: null) is { } meaning)
        {
            schema.Description = meaning;
        }

        if (context.JsonPropertyInfo is { AttributeProvider: PropertyInfo property } && Find(property.DeclaringType!, property.Name) is { } text)
        {
            if (schema.Metadata is not null && schema.Metadata.TryGetValue(SchemaId, out var id) && id is string { Length: > 0 })
            {
                schema.Metadata[BesideReference] = text;
            }
            else
            {
                schema.Description = text;
            }
        }

        return Task.CompletedTask;
    }

    /// <summary>How the files name a shape.</summary>
    public static string NameOf(Type type) => (type.IsGenericType ? type.GetGenericTypeDefinition() : type).FullName!;

    private string? Find(Type type, string? member) =>
        files.GetOrAdd(type.Assembly, Read).GetValueOrDefault(member is null ? NameOf(type) : NameOf(type) + Indent + member);

    // "shape: what it is", and below it, indented, "member: what it is".
    private static FrozenDictionary<string, string> Read(Assembly assembly)
    {
        using var stream = assembly.GetManifestResourceStream(File);
        if (stream is null)
        {
            return FrozenDictionary<string, string>.Empty;
        }

        var sentences = new Dictionary<string, string>(StringComparer.Ordinal);
        var shape = string.Empty;
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            var (name, sentence) = line.Split(": ", 2) is [var before, var after] ? (before, after) : throw new InvalidDataException($"{File} has: {line}");
            if (!name.StartsWith(Indent, StringComparison.Ordinal))
            {
                shape = name;
                sentences.Add(shape, sentence);
            }
            else
            {
                sentences.Add(shape + name, sentence);
            }
        }

        return sentences.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
