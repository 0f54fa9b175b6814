using HeadlessKey.Admin.Api.Door;
using Microsoft.AspNetCore.Http;

namespace HeadlessKey.Tests.Admin;

/// <summary>Which requests come from our own pages.</summary>
public sealed class OwnOriginTests
{
    [Theory]
    [InlineData("https://auth.example.com", "https://auth.example.com")]
    [InlineData("https://auth.example.com/base/", "https://auth.example.com")]
    [InlineData("https://auth.example.com", "https://AUTH.example.com")]
    [InlineData("https://auth.example.com:8443", "https://auth.example.com:8443")]
    [InlineData("https://auth.example.com", "https://auth.example.com:443")]
    [InlineData("http://127.0.0.1:5080", "http://localhost:5080")]
    [InlineData("http://localhost:5080", "http://[::1]:5080")]
    public void The_public_urls_own_origin_is_ours(string publicUrl, string origin) => Admits(publicUrl, "POST", origin).ShouldBeTrue();

    [Theory]
    [InlineData("https://auth.example.com", "http://auth.example.com")]
    [InlineData("https://auth.example.com", "https://auth.example.com:444")]
    [InlineData("https://auth.example.com", "https://example.com")]
    [InlineData("https://auth.example.com", "https://app.example.com")]
    [InlineData("https://auth.example.com", "https://auth.example.com.evil.example")]
    [InlineData("https://auth.example.com", "https://evil.example/auth.example.com")]
    [InlineData("https://auth.example.com", "null")]
    [InlineData("https://auth.example.com", "")]
    [InlineData("https://auth.example.com", "https://localhost")]
    [InlineData("http://127.0.0.1:5080", "http://localhost:5081")]
    [InlineData("http://127.0.0.1:5080", "https://localhost:5080")]
    [InlineData("http://127.0.0.1:5080", "http://localhost.evil.example:5080")]
    [InlineData("http://127.0.0.1:5080", "http://192.168.0.1:5080")]
    public void Any_other_is_not(string publicUrl, string origin)
    {
        Admits(publicUrl, "POST", origin).ShouldBeFalse();
        Admits(publicUrl, "GET", origin).ShouldBeFalse();
    }

    [Theory]
    [InlineData("GET", true)]
    [InlineData("HEAD", true)]
    [InlineData("POST", false)]
    [InlineData("PUT", false)]
    [InlineData("PATCH", false)]
    [InlineData("DELETE", false)]
    public void Without_an_origin_one_may_only_read(string method, bool admitted) => Admits("https://auth.example.com", method, origin: null).ShouldBe(admitted);

    [Theory]
    [InlineData("same-origin", "GET", true)]
    [InlineData("same-origin", "POST", true)]
    [InlineData("none", "GET", true)]
    [InlineData("none", "POST", false)]
    [InlineData("same-site", "GET", false)]
    [InlineData("same-site", "POST", false)]
    [InlineData("cross-site", "GET", false)]
    [InlineData("cross-site", "POST", false)]
    [InlineData("anything", "GET", false)]
    public void What_the_browser_says_of_the_page_counts_too(string site, string method, bool admitted) =>
        Admits("https://auth.example.com", method, method == "GET" ? null : "https://auth.example.com", site).ShouldBe(admitted);

    [Fact]
    public void Two_origins_are_none()
    {
        var request = Request("POST", null, null);
        request.Headers.Append("Origin", "https://auth.example.com");
        request.Headers.Append("Origin", "https://evil.example");

        new OwnOrigin(new HeadlessKeyOptions { PublicUrl = "https://auth.example.com" }).Admits(request).ShouldBeFalse();
    }

    private static bool Admits(string publicUrl, string method, string? origin, string? site = null) =>
        new OwnOrigin(new HeadlessKeyOptions { PublicUrl = publicUrl }).Admits(Request(method, origin, site));

    private static HttpRequest Request(string method, string? origin, string? site)
    {
        var request = new DefaultHttpContext().Request;
        request.Method = method;
        if (origin is not null)
        {
            request.Headers.Origin = origin;
        }

        if (site is not null)
        {
            request.Headers["Sec-Fetch-Site"] = site;
        }

        return request;
    }
}
