using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace HeadlessKey.Tests.Repository;

/// <summary>Types are closed, well named, and found where their name says.</summary>
public sealed partial class TypeTests
{
    private static readonly string[] BannedSuffixes = ["Manager", "Helper", "Helpers", "Service", "Services", "Util", "Utils", "Utility", "Dto", "Impl"];

    private static IEnumerable<Type> OwnTypes => ProductAssemblies.All.SelectMany(assembly => assembly.GetTypes()).Where(IsOurs);

    [Fact]
    public void Every_class_is_sealed_static_or_abstract() =>
        OwnTypes.Where(type => type is { IsClass: true, IsSealed: false, IsAbstract: false }).Select(type => type.FullName).ShouldBeEmpty();

    [Fact]
    public void No_type_is_named_by_a_word_that_says_nothing() =>
        OwnTypes.Select(type => type.Name.Split('`')[0])
            .Where(name => BannedSuffixes.Any(suffix => name.EndsWith(suffix, StringComparison.Ordinal)))
            .ShouldBeEmpty();

    [Fact]
    public void A_file_holds_one_type_and_bears_its_name() =>
        SourceTree.Product
            .Where(file => file.Name is not "Program")
            .Where(file => Declaration.Matches(file.Code).Select(match => match.Groups["name"].Value).Distinct(StringComparer.Ordinal).ToArray() is var names
                && (names.Length != 1 || names[0] != file.Name))
            .Select(file => file.Path)
            .ShouldBeEmpty();

    [Fact]
    public void A_namespace_is_the_folder_or_the_frameworks_own() =>
        SourceTree.Product
            .Where(file => file.Name is not "Program" && Namespace.Match(file.Code).Groups["name"].Value is var name
                && !name.StartsWith("Microsoft.", StringComparison.Ordinal)
                && name != ExpectedNamespace(file))
            .Select(file => file.Path)
            .ShouldBeEmpty();

    private static string ExpectedNamespace(SourceFile file)
    {
        var folders = file.Path.Split('/')[1..^1];
        return folders is [.. var project, "Options"] ? string.Join('.', project) : string.Join('.', folders);
    }

    // Generators write types of their own into the assembly.
    private static bool IsOurs(Type type) =>
        !type.Name.Contains('<', StringComparison.Ordinal)
        && (type.Namespace?.StartsWith("HeadlessKey", StringComparison.Ordinal) ?? false)
        && type.GetCustomAttribute<CompilerGeneratedAttribute>() is null
        && (type.DeclaringType is null || IsOurs(type.DeclaringType));

    [GeneratedRegex(@"^(public|internal|file)\s+([a-z]+\s+)*(class|record\s+struct|record|struct|interface|enum)\s+(?<name>\w+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Declaration { get; }

    [GeneratedRegex(@"^namespace (?<name>[\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace { get; }
}
