using System.Globalization;
using System.Reflection;
using System.Text;

namespace HeadlessKey.Tests.Repository;

/// <summary>Writes down what a host can touch of an assembly, one line a member.</summary>
internal static class PublicApi
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static string Of(Assembly assembly)
    {
        var text = new StringBuilder();
        foreach (var type in assembly.GetExportedTypes().OrderBy(type => type.FullName, StringComparer.Ordinal))
        {
            text.Append(Kind(type)).Append(' ').Append(type.FullName).Append(Bases(type)).Append('\n');
            foreach (var line in type.GetMembers(Declared).Select(Line).OfType<string>().Order(StringComparer.Ordinal))
            {
                text.Append("    ").Append(line).Append('\n');
            }
        }

        return text.ToString();
    }

    private static string Kind(Type type) => type switch
    {
        { IsEnum: true } => "enum",
        { IsInterface: true } => "interface",
        { IsValueType: true } => "struct",
        { IsAbstract: true, IsSealed: true } => "static class",
        { IsAbstract: true } => "abstract class",
        { IsSealed: true } => "sealed class",
        _ => "class",
    };

    private static string Bases(Type type)
    {
        var bases = new List<string>();
        if (type is { IsClass: true, BaseType: { } parent } && parent != typeof(object))
        {
            bases.Add(Name(parent));
        }

        bases.AddRange(type.GetInterfaces().Except(type.BaseType?.GetInterfaces() ?? []).Where(face => face.IsVisible && !type.IsEnum).Select(Name).Order(StringComparer.Ordinal));
        return bases.Count == 0 ? string.Empty : $" : {string.Join(", ", bases)}";
    }

    private static string? Line(MemberInfo member) => member switch
    {
        ConstructorInfo constructor when IsVisible(constructor) => $"{Modifiers(constructor)}new({Parameters(constructor)})",
        MethodInfo { IsSpecialName: false } method when IsVisible(method) => $"{Modifiers(method)}{method.Name}({Parameters(method)}) : {Name(method.ReturnType)}",
        PropertyInfo property when (Visible(property.GetMethod) ?? Visible(property.SetMethod)) is { } accessor =>
            $"{Modifiers(accessor)}{property.Name} {{{(Visible(property.GetMethod) is null ? "" : " get;")}{(Visible(property.SetMethod) is null ? "" : " set;")} }} : {Name(property.PropertyType)}",
        EventInfo added when Visible(added.AddMethod) is not null => $"event {added.Name} : {Name(added.EventHandlerType!)}",
        FieldInfo { IsSpecialName: false, IsLiteral: true, IsPublic: true } constant =>
            string.Create(CultureInfo.InvariantCulture, $"const {constant.Name} : {Name(constant.FieldType)} = {constant.GetRawConstantValue()}"),
        FieldInfo { IsSpecialName: false } field when field.IsPublic || field.IsFamily => $"{field.Name} : {Name(field.FieldType)}",
        _ => null,
    };

    private static MethodInfo? Visible(MethodInfo? method) => method is not null && IsVisible(method) ? method : null;

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static string Modifiers(MethodBase method) => method switch
    {
        { IsStatic: true } => "static ",
        { IsFamily: true } => "protected ",
        { IsAbstract: true } => "abstract ",
        { IsVirtual: true, IsFinal: false } => "virtual ",
        _ => string.Empty,
    };

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(parameter =>
        $"{Name(parameter.ParameterType)} {parameter.Name}{(parameter.HasDefaultValue ? $" = {parameter.RawDefaultValue ?? "null"}" : "")}"));

    private static string Name(Type type) =>
        Nullable.GetUnderlyingType(type) is { } underlying ? $"{Name(underlying)}?"
        : type.IsArray ? $"{Name(type.GetElementType()!)}[]"
        : type.IsGenericType ? $"{type.Name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>"
        : type.Name;
}
