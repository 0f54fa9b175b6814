namespace HeadlessKey;

/// <summary>Marks a setting that may change while the server runs, or a section all of whose settings may.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Class)]
internal sealed class RuntimeAttribute : Attribute;
