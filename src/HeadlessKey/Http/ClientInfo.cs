using Microsoft.AspNetCore.Http;

namespace HeadlessKey.Http;

/// <summary>Who is on the other end, as the record keeps it. Free text is cut and cleaned: it must not forge a log line.</summary>
internal sealed record ClientInfo(string? Address, string? UserAgent, string RequestId)
{
    private const int LongestUserAgent = 255;

    /// <summary>What the browser wants to read; for a person whose profile says nothing.</summary>
    public Language Language { get; init; }

    /// <summary>What the device is, as far as it says so.</summary>
    public DeviceInfo? Device { get; init; }

    public static ClientInfo Of(HttpContext context) => new(
        context.Connection.RemoteIpAddress?.ToString(), // the client's own: the middleware has looked behind the proxies
        CleanText.Cut(context.Request.Headers.UserAgent.ToString(), LongestUserAgent),
        Http.RequestId.Of(context))
    {
        Device = DeviceInfo.Of(context.Request),
        Language = Languages.OfAcceptLanguage(context.Request.Headers.AcceptLanguage),
    };
}
