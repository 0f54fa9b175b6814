using Microsoft.AspNetCore.Http;

namespace HeadlessKey.Http;

/// <summary>
/// What kind of device a request comes from, as far as it says so: by client hints (the W3C's User-Agent Client Hints), or else by the user
/// agent. Only names from the lists below come out, whatever is written there.
/// </summary>
internal sealed record DeviceInfo(string? Browser, string? Os, string? Kind)
{
    public const string Phone = "phone";
    public const string Tablet = "tablet";
    public const string Desktop = "desktop";

    private const string Android = "Android";
    private const string Ios = "iOS";

    // The first that fits: most browsers also name the ones they descend from.
    private static readonly (string Mark, string Name)[] Brands =
        [("Microsoft Edge", "Edge"), ("Opera", "Opera"), ("Brave", "Brave"), ("Vivaldi", "Vivaldi"), ("Samsung Internet", "Samsung Internet"), ("Google Chrome", "Chrome"), ("Chromium", "Chromium")];

    private static readonly (string Mark, string Name)[] Browsers =
    [
        ("Edg/", "Edge"), ("EdgA/", "Edge"), ("EdgiOS/", "Edge"), ("OPR/", "Opera"), ("Vivaldi/", "Vivaldi"), ("SamsungBrowser/", "Samsung Internet"),
        ("Firefox/", "Firefox"), ("FxiOS/", "Firefox"), ("CriOS/", "Chrome"), ("Chrome/", "Chrome"), ("Safari/", "Safari"), ("curl/", "curl"),
        ("okhttp/", "Android app"), ("CFNetwork/", "iOS app"), ("Dart/", "Flutter app"), ("node", "Node.js"),
    ];

    private static readonly (string Mark, string Name)[] Systems =
    [
        ("iPhone", Ios), ("iPad", "iPadOS"), (Android, Android), ("okhttp/", Android), ("CFNetwork/", Ios), ("CrOS", "ChromeOS"), ("Windows", "Windows"), ("Mac OS X", "macOS"),
        ("Linux", "Linux"),
    ];

    private static readonly (string Mark, string Name)[] Platforms =
        [("Windows", "Windows"), ("macOS", "macOS"), (Android, Android), ("Chrome OS", "ChromeOS"), ("ChromeOS", "ChromeOS"), (Ios, Ios), ("Linux", "Linux")];

    /// <summary>For people, such as <c>Firefox · Linux</c>; null when it says nothing.</summary>
    public string? Text => string.Join(" · ", new[] { Browser, Os }.Where(part => part is not null)) is { Length: > 0 } text ? text : null;

    public static DeviceInfo Of(HttpRequest request) => Of(
        request.Headers.UserAgent.ToString(), request.Headers["Sec-CH-UA"].ToString(), request.Headers["Sec-CH-UA-Platform"].ToString(),
        request.Headers["Sec-CH-UA-Mobile"].ToString());

    public static DeviceInfo Of(string userAgent, string brands, string platform, string mobile)
    {
        var os = Find(Platforms, platform) ?? Find(Systems, userAgent);
        return new DeviceInfo(Find(Brands, brands) ?? Find(Browsers, userAgent), os, KindOf(os, userAgent, mobile));
    }

    private static string? KindOf(string? os, string userAgent, string mobile) => os switch
    {
        "iPadOS" => Tablet,
        Ios => Phone,
        Android => mobile == "?1" || userAgent.Contains("Mobile", StringComparison.Ordinal) || !userAgent.Contains("Mozilla", StringComparison.Ordinal) ? Phone : Tablet,
        "Windows" or "macOS" or "Linux" or "ChromeOS" => Desktop,
        _ => null,
    };

    private static string? Find((string Mark, string Name)[] known, string text) =>
        text.Length == 0 ? null : Array.Find(known, one => text.Contains(one.Mark, StringComparison.Ordinal)).Name;
}
