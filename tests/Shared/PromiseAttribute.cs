namespace HeadlessKey.Testing;

/// <summary>Names the promise that a test proves; <c>docs/promises.md</c> is generated from these.</summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class, AllowMultiple = true)]
public sealed class PromiseAttribute(string id) : Attribute
{
    public string Id { get; } = id;
}
