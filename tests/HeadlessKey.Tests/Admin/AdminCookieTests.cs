using HeadlessKey.Admin.Api.Door;
using Microsoft.AspNetCore.Http;

namespace HeadlessKey.Tests.Admin;

public sealed class AdminCookieTests
{
    [Theory]
    [InlineData("https://auth.example.com", "__Host-headlesskey-admin", true)]
    [InlineData("http://127.0.0.1:5080", "headlesskey-admin", false)]
    public void The_name_and_the_form_follow_from_the_public_url(string publicUrl, string name, bool secure)
    {
        var cookie = new AdminCookie(new HeadlessKeyOptions { PublicUrl = publicUrl });
        var context = new DefaultHttpContext();

        cookie.Name.ShouldBe(name);
        cookie.Give(context, "secret");

        var header = context.Response.Headers.SetCookie.Single()!;
        header.ShouldStartWith($"{name}=secret;");
        header.ShouldContain("httponly");
        header.ShouldContain("samesite=strict");
        header.ShouldContain("path=/");
        header.ShouldNotContain("domain");
        header.ShouldNotContain("max-age"); // it goes with the browser
        header.Contains("secure", StringComparison.Ordinal).ShouldBe(secure);
    }

    [Fact]
    public void A_cookie_of_another_name_is_not_looked_at()
    {
        var cookie = new AdminCookie(new HeadlessKeyOptions { PublicUrl = "https://auth.example.com" });
        var context = new DefaultHttpContext();
        context.Request.Headers.Cookie = "headlesskey-admin=planted; other=1";

        cookie.Find(context).ShouldBeNull();
        context.Request.Headers.Cookie = "headlesskey-admin=planted; __Host-headlesskey-admin=mine";
        cookie.Find(context).ShouldBe("mine");
    }

    [Fact]
    public void Taken_back_it_is_empty_and_over()
    {
        var context = new DefaultHttpContext();

        new AdminCookie(new HeadlessKeyOptions { PublicUrl = "https://auth.example.com" }).TakeBack(context);

        var header = context.Response.Headers.SetCookie.Single()!;
        header.ShouldStartWith("__Host-headlesskey-admin=;");
        header.ShouldContain("max-age=0");
    }
}
