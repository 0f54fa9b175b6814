using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace HeadlessKey.Tests.Docs;

/// <summary>The comments of an assembly's public members, as Markdown.</summary>
internal sealed partial class XmlComments
{
    private readonly Dictionary<string, XElement> members;

    public XmlComments(Assembly assembly) =>
        members = XDocument.Load(Path.ChangeExtension(assembly.Location, ".xml"))
            .Descendants("member").ToDictionary(member => member.Attribute("name")!.Value, StringComparer.Ordinal);

    public string Of(Type type) => Summary($"T:{type.FullName}");

    public string Of(PropertyInfo property) => Summary($"P:{property.DeclaringType!.FullName}.{property.Name}");

    private string Summary(string name) =>
        Space.Replace(string.Concat(members[name].Element("summary")!.Nodes().Select(Markdown)), " ").Trim();

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
