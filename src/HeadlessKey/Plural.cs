using System.Globalization;

namespace HeadlessKey;

/// <summary>A number of things, for the console: <c>1 mail</c>, <c>2 mails</c>.</summary>
internal static class Plural
{
    /// <param name="count">How many.</param>
    /// <param name="one">The word for one.</param>
    /// <param name="many">The word for several; null: with an s.</param>
    public static string Of(long count, string one, string? many = null) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? one : many ?? one + "s")}");
}
