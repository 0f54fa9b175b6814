using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace HeadlessKey.Tests.Docs;

/// <summary>The comments of an assembly's types and properties, as Markdown.</summary>
internal sealed partial class XmlComments
{
    private readonly Dictionary<string, XElement> members;

    public XmlComments(Assembly assembly) =>
        members = XDocument.Load(Path.ChangeExtension(assembly.Location, ".xml"))
            .Descendants("member").ToDictionary(member => member.Attribute("name")!.Value, StringComparer.Ordinal);

    public string Of(Type type) => Text(members[KeyOf(type)].Element("summary")!);

    // A property of a record's head is described there, as a parameter.
    public string Of(PropertyInfo property)
    {
        var type = KeyOf(property.DeclaringType!);
        return Text(members.GetValueOrDefault($"P:{type[2..]}.{property.Name}")?.Element("summary")
            ?? members[type].Elements("param").FirstOrDefault(parameter => parameter.Attribute("name")!.Value == property.Name)
            ?? throw new InvalidOperationException($"Nothing says what {property.DeclaringType}.{property.Name} is."));
    }

    private static string KeyOf(Type type) => $"T:{type.FullName!.Replace('+', '.')}";

    private static string Text(XElement comment) => Space.Replace(string.Concat(comment.Nodes().Select(Markdown)), " ").Trim();

    private static string Markdown(XNode node) => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
        XElement { Name.LocalName: "see" } see => $"`{(see.Attribute("cref") ?? see.Attribute("langword"))!.Value.Split('.')[^1]}`",
        _ => throw new InvalidOperationException($"The page has no form for {node}."),
    };

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space { get; }
}
