using System.Runtime.CompilerServices;

namespace HeadlessKey.WordPressTests.Infrastructure;

/// <summary>A fact about a real WordPress. Without one it shows as skipped, never as passed.</summary>
public sealed class SiteFactAttribute : FactAttribute
{
    public SiteFactAttribute([CallerFilePath] string? sourceFilePath = null, [CallerLineNumber] int sourceLineNumber = -1)
        : base(sourceFilePath, sourceLineNumber)
    {
        Skip = SitePackages.Missing is { } missing ? $"There is no {missing}" : null;
    }
}
