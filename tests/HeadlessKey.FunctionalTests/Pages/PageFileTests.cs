using System.Net.Http.Headers;

namespace HeadlessKey.FunctionalTests.Pages;

/// <summary>How the files of the pages are served.</summary>
public sealed class PageFileTests
{
    [Theory, EveryEngine]
    public async Task The_admin_pages_have_addresses_that_can_be_opened(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);

        foreach (var path in (string[])["/admin", "/admin/users", "/admin/users/7", "/admin/general"])
        {
            var page = (await server.Client.GetAsync(path)).Expect(200);
            page.Body.ShouldContain("/admin/files/app/app.js");
            page.Headers.CacheControl!.NoStore.ShouldBeTrue();
            page.Headers.GetValues("Content-Security-Policy").Single().ShouldStartWith("default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:");
            page.Headers.GetValues("Content-Security-Policy").Single().ShouldEndWith("frame-ancestors 'none'");
        }
    }

    [Theory, EveryEngine]
    public async Task What_is_no_page_is_not_found(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);

        foreach (var path in (string[])["/admin/nothing", "/admin/..%2Fapp", "/admin/api/v2", "/admin/files/nothing.js", "/admin/files/", "/admin/files/../../appsettings.json", "/admin/files/..%2f..%2fappsettings.json"])
        {
            (await server.Client.GetAsync(path)).Status.ShouldBe(404, path);
        }
    }

    [Theory, EveryEngine]
    public async Task Without_the_admin_api_there_are_no_admin_pages(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, ("HeadlessKey:Admin:Enabled", "false"));

        (await server.Client.GetAsync("/admin")).Status.ShouldBe(404);
        (await server.Client.GetAsync("/admin/users")).Status.ShouldBe(404);
        (await server.Client.GetAsync("/account/reset")).Expect(200);
        (await server.Client.GetAsync("/headlesskey-login.js")).Expect(200);
    }

    [Theory, EveryEngine]
    public async Task The_account_pages_say_what_the_site_is_called_as_text(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, ("HeadlessKey:SiteName", "Bits & <b>Bobs</b>"));

        (await server.Client.GetAsync("/account/register")).Expect(200).Body.ShouldContain("<h1 class=\"brand\">Bits &amp; &lt;b&gt;Bobs&lt;/b&gt;</h1>");
    }

    [Theory, EveryEngine]
    public async Task A_browser_that_has_a_file_already_does_not_get_it_again(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var file = (await server.Client.GetAsync("/admin/files/ui/tokens.css")).Expect(200);
        file.Headers.CacheControl!.NoCache.ShouldBeTrue();

        var tag = file.Headers.ETag!.ToString();
        foreach (var known in (string[])[tag, $"W/{tag}", $"\"another\", {tag}", "*"])
        {
            (await AskAsync(known)).Expect(304).Body.ShouldBeEmpty(known);
        }

        foreach (var other in (string[])["\"another\"", "W/\"another\"", tag.Trim('"'), "\"", string.Empty])
        {
            (await AskAsync(other)).Expect(200).Body.ShouldBe(file.Body, other);
        }

        Task<Answer> AskAsync(string known) =>
            server.Client.SendAsync(HttpMethod.Get, "/admin/files/ui/tokens.css", content: null, headers: ("If-None-Match", known));
    }

    [Theory, EveryEngine]
    public async Task The_element_is_one_script_that_pages_of_any_origin_may_load_and_keep(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);

        var script = await server.Client.SendAsync(HttpMethod.Get, "/headlesskey-login.js", content: null, headers: ("Origin", "https://app.example.com"));

        script.Expect(200).ContentHeaders.ContentType!.ToString().ShouldBe("text/javascript; charset=utf-8");
        script.Headers.GetValues("Access-Control-Allow-Origin").ShouldBe(["*"]);
        script.Headers.GetValues("Cross-Origin-Resource-Policy").ShouldBe(["cross-origin"]);
        script.Headers.CacheControl!.ShouldBe(CacheControlHeaderValue.Parse("public, max-age=600"));
        script.Headers.ETag.ShouldNotBeNull();
        script.Body.ShouldNotMatch("(?m)^(import|export) ");
    }

    [Theory, EveryEngine]
    public async Task The_element_knows_the_api_by_whatever_name_it_has(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, ("HeadlessKey:Rest:Prefix", "/api"), ("HeadlessKey:Rest:Namespace", "members"), ("HeadlessKey:Rest:Version", "v9"));

        (await server.Client.GetAsync("/headlesskey-login.js")).Body.ShouldContain("'/api/members/v9'");
        (await server.Client.GetAsync("/admin/setup")).Body.ShouldContain("<meta name=\"api\" content=\"/api/members/v9\">");
    }
}
