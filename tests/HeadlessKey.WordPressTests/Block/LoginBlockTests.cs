using System.Diagnostics;
using System.Net;
using System.Text.Json;

namespace HeadlessKey.WordPressTests.Block;

/// <summary>The block "HeadlessKey login".</summary>
public sealed class LoginBlockTests(WordPressSite site)
{
    [SiteFact]
    public async Task A_page_with_the_block_has_the_element_and_its_script_once()
    {
        var page = await PublishAsync("""<!-- wp:headlesskey/login {"lang":"zh-CN","views":"sign-in register"} /--> <!-- wp:headlesskey/login /-->""");

        var html = (await site.GetAsync($"/?page_id={page}")).ShouldBe(HttpStatusCode.MovedPermanently).Header("Location");
        html = (await site.GetAsync(html!)).ShouldBe(HttpStatusCode.OK).Body;

        html.ShouldContain($"""<headlesskey-login server="{ConnectorConstants.Issuer}" lang="zh-CN" views="sign-in register"></headlesskey-login>""");
        html.ShouldContain($"""<headlesskey-login server="{ConnectorConstants.Issuer}"></headlesskey-login>""");
        html.Split($"""<script type="module" src="{ConnectorConstants.Issuer}/headlesskey-login.js"></script>""").Length.ShouldBe(2);
    }

    [SiteFact]
    public async Task A_page_without_the_block_has_no_script()
    {
        var page = await PublishAsync("<p>Nothing.</p>");

        var answer = await site.GetAsync((await site.GetAsync($"/?page_id={page}")).Header("Location")!);

        answer.ShouldBe(HttpStatusCode.OK).Body.ShouldNotContain("headlesskey-login");
    }

    [SiteTheory]
    [InlineData("\"><script>alert(1)</script>")]
    [InlineData("' onclick='alert(1)")]
    [InlineData("en\" onfocus=\"alert(1)")]
    [InlineData("<b>")]
    public async Task Hostile_attributes_are_text(string hostile)
    {
        var attributes = JsonSerializer.Serialize(new { lang = hostile, views = hostile });
        var page = await PublishAsync($"<!-- wp:headlesskey/login {attributes} /-->");

        var html = await RenderAsync(page, site.Url);

        var expected = hostile.Replace("<", "&lt;").Replace(">", "&gt;").Replace("\"", "&quot;").Replace("'", "&#039;");
        html.ShouldBe($"""<headlesskey-login server="{ConnectorConstants.Issuer}" lang="{expected}" views="{expected}"></headlesskey-login>""");
    }

    [SiteTheory]
    [InlineData("[\"x\"]")]
    [InlineData("{\"a\":1}")]
    [InlineData("7")]
    public async Task Attributes_of_another_kind_are_left_out(string value)
    {
        var page = await PublishAsync($$"""<!-- wp:headlesskey/login {"lang":{{value}}} /-->""");

        (await RenderAsync(page, site.Url)).ShouldNotContain("Array");
    }

    [SiteFact]
    public async Task The_server_may_have_another_address_than_the_issuer_and_is_escaped_too()
    {
        var at = await site.ConfigureAsync("define('HEADLESSKEY_SERVER_URL', 'https://login.example.test/\"><script>alert(1)</script>/');");
        var page = await PublishAsync("<!-- wp:headlesskey/login /-->");

        var html = await RenderAsync(page, at);

        html.ShouldStartWith("<headlesskey-login server=\"https://login.example.test/");
        html.ShouldNotContain("<script>");
        html.Count(character => character == '"').ShouldBe(2);
    }

    [SiteTheory]
    [InlineData("")]
    [InlineData("define('HEADLESSKEY_SERVER_URL', 'javascript:alert(1)');")]
    [InlineData("define('HEADLESSKEY_ISSUER', 'not an address');")]
    public async Task Without_an_address_of_the_server_visitors_see_nothing(string constants)
    {
        var at = await SharedAddress.GetAsync(site, constants);
        var page = await PublishAsync("<!-- wp:headlesskey/login /-->");

        (await RenderAsync(page, at)).ShouldBeEmpty();
    }

    [SiteFact]
    public async Task The_editor_gets_a_script_that_registers_the_block()
    {
        using var request = site.Request(HttpMethod.Get, "/wp-admin/post-new.php?post_type=page");
        (await SiteCookies.OfAdministratorAsync(site)).AddTo(request, withNonce: false);
        var html = (await site.SendAsync(request)).ShouldBe(HttpStatusCode.OK).Body;
        var script = html.Split("headlesskey-login-editor-js-after", 2)[^1].Split('>', 2)[^1].Split("</script>", 2)[0]; // its quotes differ by version
        script.ShouldContain("registerBlockType('headlesskey/login'");

        Assert.SkipUnless(File.Exists("/usr/bin/node"), "node is not installed");
        var printed = await RunInNodeAsync($$"""
            const el = (type, props, ...children) => ({ type, props, children });
            const wp = { element: { createElement: el }, components: { TextControl: 'text', PanelBody: 'panel', Placeholder: 'place' },
              blockEditor: { InspectorControls: 'inspector', useBlockProps: () => ({ class: 'block' }) }, blocks: {} };
            let block, changed;
            wp.blocks.registerBlockType = (name, settings) => { block = { name, ...settings }; };
            globalThis.window = { wp };
            {{script}}
            const tree = block.edit({ attributes: { lang: 'en', views: '' }, setAttributes: (change) => { changed = change; } });
            tree.children[0].children[0].children[1].props.onChange('sign-in');
            console.log(block.name, tree.children[0].children[0].children[0].props.value, JSON.stringify(changed), block.save());
            """);
        printed.ShouldBe("headlesskey/login en {\"views\":\"sign-in\"} null");
    }

    private async Task<long> PublishAsync(string content) =>
        (await site.RunPhpAsync($"wp_set_current_user(1); kses_remove_filters(); return wp_insert_post(wp_slash(array('post_type' => 'page', 'post_status' => 'publish', 'post_title' => uniqid('page'), 'post_content' => {Php.Text(content)})));"))
            .GetInt64();

    // What a visitor sees of the content, by the REST API: its addresses do not redirect to the site's own.
    private async Task<string> RenderAsync(long page, Uri at) =>
        (await site.SendAsync(new HttpRequestMessage(HttpMethod.Get, new Uri(at, $"/wp-json/wp/v2/pages/{page}")))).ShouldBe(HttpStatusCode.OK)
            .Json.GetProperty("content").GetProperty("rendered").GetString()!.Trim();

    private static async Task<string> RunInNodeAsync(string script)
    {
        using var node = Process.Start(new ProcessStartInfo("/usr/bin/node", ["-e", script]) { UseShellExecute = false, RedirectStandardOutput = true })!;
        var output = await node.StandardOutput.ReadToEndAsync();
        await node.WaitForExitAsync();
        return output.Trim();
    }
}
