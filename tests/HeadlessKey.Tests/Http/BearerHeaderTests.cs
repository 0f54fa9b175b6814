using HeadlessKey.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace HeadlessKey.Tests.Http;

public sealed class BearerHeaderTests
{
    [Theory]
    [InlineData("Bearer abc")]
    [InlineData("bearer abc")]
    [InlineData("BEARER   abc  ")]
    public void A_bearer_token_is_read(string header) => Read(header).ShouldBe((null, "abc"));

    [Fact]
    public void Without_a_header_one_is_asked_for() => Read(StringValues.Empty).ShouldBe(("headlesskey_no_auth_header", ""));

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    public void An_empty_header_is_none(string header) => Read(header).ShouldBe(("headlesskey_no_auth_header", ""));

    [Theory]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("Bearerabc")]
    [InlineData("Bearer a b")]
    [InlineData("Basic YTpi")]
    [InlineData("abc")]
    [InlineData("Token abc")]
    public void Another_header_is_a_bad_one(string header) => Read(header).ShouldBe(("headlesskey_bad_auth_header", ""));

    [Fact]
    public void Two_headers_are_a_bad_one() => Read(new StringValues(["Bearer a", "Bearer b"])).ShouldBe(("headlesskey_bad_auth_header", ""));

    private static (string? Error, string Token) Read(StringValues header)
    {
        var context = new DefaultHttpContext();
        context.Request.Headers.Authorization = header;
        var error = BearerHeader.TryRead(context, out var token);
        return (error?.Code, token);
    }
}
