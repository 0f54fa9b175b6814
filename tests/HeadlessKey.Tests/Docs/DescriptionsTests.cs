using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json.Serialization;
using HeadlessKey.Admin.Api;
using HeadlessKey.Discovery;
using HeadlessKey.Http;
using HeadlessKey.Tests.Repository;

namespace HeadlessKey.Tests.Docs;

/// <summary>What the OpenAPI document says of shapes and members is what stands above them in the source.</summary>
public sealed class DescriptionsTests
{
    private static readonly Assembly Library = typeof(ApiJsonContext).Assembly;
    private static readonly Assembly Admin = typeof(AdminJsonContext).Assembly;

    private static readonly HashSet<Type> Shapes = [.. ShapesOf(typeof(ApiJsonContext)), .. ShapesOf(typeof(AdminJsonContext))];

    [Fact]
    public void The_librarys_shapes_are_described_as_in_the_source() =>
        RecordedFile.ShouldSay("src/HeadlessKey/Discovery/Descriptions.txt", Describe(Library));

    [Fact]
    public void The_admin_apis_shapes_are_described_as_in_the_source() =>
        RecordedFile.ShouldSay("src/HeadlessKey.Admin/Api/Descriptions.txt", Describe(Admin));

    private static string Describe(Assembly assembly)
    {
        var comments = new XmlComments(assembly);
        var text = new StringBuilder();
        foreach (var type in Shapes.Where(type => type.Assembly == assembly).OrderBy(type => type.FullName, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"{SchemaDescriptions.NameOf(type)}: {comments.Of(type)}\n");
            foreach (var property in MembersOf(type))
            {
                text.Append(CultureInfo.InvariantCulture, $"  {property.Name}: {comments.Of(property)}\n");
            }
        }

        return text.ToString();
    }

    /// <summary>The types that a context lists, with all that they are made of.</summary>
    private static HashSet<Type> ShapesOf(Type context)
    {
        var found = new HashSet<Type>();
        var left = new Stack<Type>(context.GetCustomAttributesData()
            .Where(attribute => attribute.AttributeType == typeof(JsonSerializableAttribute))
            .Select(attribute => (Type)attribute.ConstructorArguments[0].Value!));
        while (left.TryPop(out var type))
        {
            foreach (var argument in type.GetGenericArguments())
            {
                left.Push(argument);
            }

            var shape = type.IsGenericType ? type.GetGenericTypeDefinition() : type;
            if (shape.IsGenericParameter || (shape.Assembly != Library && shape.Assembly != Admin) || !found.Add(shape))
            {
                continue;
            }

            foreach (var property in MembersOf(shape))
            {
                left.Push(property.PropertyType);
            }
        }

        return found;
    }

    // What hooks add has names of its own; what is ignored is not in the body.
    private static IEnumerable<PropertyInfo> MembersOf(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.GetCustomAttribute<JsonExtensionDataAttribute>() is null
                && property.GetCustomAttribute<JsonIgnoreAttribute>() is null or { Condition: not JsonIgnoreCondition.Always });
}
