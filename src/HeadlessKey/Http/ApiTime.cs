using System.Globalization;

namespace HeadlessKey.Http;

/// <summary>Times as the contract writes them: ISO 8601 with seconds and <c>+00:00</c>.</summary>
internal static class ApiTime
{
    public static string? OrNull(DateTimeOffset? time) => time is { } known ? Format(known) : null;

    public static string Format(DateTimeOffset time) =>
        time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);
}
