using HeadlessKey.Http;

namespace HeadlessKey.Tests.Http;

public sealed class DeviceInfoTests
{
    [Theory]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36", "Chrome", "Windows", "desktop")]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0", "Edge", "Windows", "desktop")]
    [InlineData("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15", "Safari", "macOS", "desktop")]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1", "Safari", "iOS", "phone")]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/140.0 Mobile/15E148 Safari/604.1", "Chrome", "iOS", "phone")]
    [InlineData("Mozilla/5.0 (iPad; CPU OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/604.1", "Safari", "iPadOS", "tablet")]
    [InlineData("Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36", "Chrome", "Android", "phone")]
    [InlineData("Mozilla/5.0 (Linux; Android 15; SM-X710) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/27.0 Chrome/125.0.0.0 Safari/537.36", "Samsung Internet", "Android", "tablet")]
    [InlineData("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox", "Linux", "desktop")]
    [InlineData("Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36", "Chrome", "ChromeOS", "desktop")]
    [InlineData("okhttp/5.0.0", "Android app", "Android", "phone")]
    [InlineData("Shop/12 CFNetwork/1568.100.1 Darwin/24.0.0", "iOS app", "iOS", "phone")]
    [InlineData("curl/8.5.0", "curl", null, null)]
    [InlineData("", null, null, null)]
    [InlineData("<script>alert(1)</script>", null, null, null)]
    public void A_user_agent_says_what_it_is(string userAgent, string? browser, string? os, string? kind) =>
        DeviceInfo.Of(userAgent, string.Empty, string.Empty, string.Empty).ShouldBe(new DeviceInfo(browser, os, kind));

    [Theory]
    [InlineData("\"Chromium\";v=\"140\", \"Google Chrome\";v=\"140\", \"Not?A_Brand\";v=\"24\"", "\"macOS\"", "?0", "Chrome", "macOS", "desktop")]
    [InlineData("\"Chromium\";v=\"140\", \"Microsoft Edge\";v=\"140\"", "\"Android\"", "?1", "Edge", "Android", "phone")]
    [InlineData("\"Chromium\";v=\"140\", \"Brave\";v=\"140\"", "\"Windows\"", "?0", "Brave", "Windows", "desktop")]
    public void Client_hints_know_better(string brands, string platform, string mobile, string browser, string os, string kind) =>
        DeviceInfo.Of("Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0.0.0 Safari/537.36", brands, platform, mobile).ShouldBe(new DeviceInfo(browser, os, kind));

    [Fact, Promise("R3")]
    public void Nothing_but_known_names_comes_out() =>
        DeviceInfo.Of("x", "\"=cmd|' /C calc'!A0\"", "\"<b>\"", "?1").ShouldBe(new DeviceInfo(null, null, null));
}
