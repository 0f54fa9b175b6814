using System.Reflection;
using HeadlessKey.Events;
using HeadlessKey.Http;

namespace HeadlessKey.Testing;

/// <summary>Every kind of event, made by its own factory: with all that may be missing, and without.</summary>
internal static class SampleEvents
{
    private static readonly NullabilityInfoContext Nullability = new();

    private static readonly MethodInfo[] Factories =
    [
        .. typeof(SecurityEvent).GetMethods(BindingFlags.Public | BindingFlags.Static).Where(method => method.ReturnType == typeof(SecurityEvent)),
    ];

    /// <summary>One of each kind, with everything given.</summary>
    public static IReadOnlyList<SecurityEvent> Full { get; } = [.. Factories.Select(factory => Make(factory, withoutOptional: false))];

    /// <summary>One of each kind, without what may be missing.</summary>
    public static IReadOnlyList<SecurityEvent> Bare { get; } = [.. Factories.Select(factory => Make(factory, withoutOptional: true))];

    private static SecurityEvent Make(MethodInfo factory, bool withoutOptional) =>
        (SecurityEvent)factory.Invoke(null, [.. factory.GetParameters().Select(parameter => withoutOptional && MayBeNull(parameter) ? null : Argument(parameter))])!;

    private static bool MayBeNull(ParameterInfo parameter) => Nullability.Create(parameter).WriteState == NullabilityState.Nullable;

    private static object Argument(ParameterInfo parameter) => parameter.ParameterType switch
    {
        var type when type == typeof(long) || type == typeof(long?) => 7L,
        var type when type == typeof(int) => 7,
        var type when type == typeof(string) => "text",
        var type when type == typeof(ClientInfo) => new ClientInfo("203.0.113.7", "curl/8.5.0", "0HNGUK9QQ5P1T"),
        var type when type.IsAssignableFrom(typeof(string[])) => new[] { "editor" },
        var type => throw new InvalidOperationException($"No argument for {type}."),
    };
}
