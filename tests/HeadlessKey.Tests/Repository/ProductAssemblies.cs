using System.Reflection;
using HeadlessKey.Server;
using Microsoft.Extensions.DependencyInjection;

namespace HeadlessKey.Tests.Repository;

/// <summary>What the product is shipped as.</summary>
internal static class ProductAssemblies
{
    /// <summary>The packages that a host can reference.</summary>
    public static IReadOnlyList<Assembly> Libraries { get; } =
    [
        typeof(HeadlessKeyOptions).Assembly,
        typeof(HeadlessKeySqliteExtensions).Assembly,
        typeof(HeadlessKeyPostgreSqlExtensions).Assembly,
        typeof(HeadlessKeyWordPressExtensions).Assembly,
        Assembly.Load("HeadlessKey.Admin"),
    ];

    public static IReadOnlyList<Assembly> All { get; } = [.. Libraries, typeof(ServerHost).Assembly];
}
