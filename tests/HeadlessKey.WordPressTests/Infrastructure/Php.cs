namespace HeadlessKey.WordPressTests.Infrastructure;

/// <summary>Writes PHP.</summary>
public static class Php
{
    /// <summary>A text as a PHP literal.</summary>
    public static string Text(string text) =>
        $"'{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal)}'";
}
