using System.Reflection;

namespace HeadlessKey.Tests.Docs;

/// <summary>Settings that stand under one heading.</summary>
internal sealed record ConfigurationSection(string Key, string Title, string Meaning, object Defaults, IReadOnlyList<PropertyInfo> Properties);
