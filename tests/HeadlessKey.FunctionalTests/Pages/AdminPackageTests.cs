using System.Text.Json;
using HeadlessKey.FunctionalTests.CommandLine;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace HeadlessKey.FunctionalTests.Pages;

/// <summary>An app with the library has the admin API and its pages if it asks for them.</summary>
public sealed class AdminPackageTests
{
    private static readonly string[] Addresses = ["/admin", "/admin/setup", "/admin/api/v1/session", "/account/reset", "/headlesskey-login.js"];

    [Fact]
    public async Task An_app_that_does_not_ask_for_it_has_no_way_in_for_administrators()
    {
        await using var place = await Installation.CreateAsync(EveryEngineAttribute.Sqlite);
        await using var app = Build(place, static _ => { });
        app.MapHeadlessKey();
        using var client = await StartAsync(app);

        foreach (var address in Addresses)
        {
            ((int)(await client.GetAsync(address)).StatusCode).ShouldBe(404, address);
        }

        var document = await client.GetStringAsync("/openapi/v1.json");
        document.ShouldContain("/wp-json/headlesskey/v1/token");
        document.ShouldNotContain("adminSettings");
        document.ShouldNotContain("adminSession");
        using var form = new FormUrlEncodedContent([]);
        ((int)(await client.PostAsync("/admin/api/v1/session", form)).StatusCode).ShouldBe(404);
        ((int)(await client.PostAsync("/admin/api/v1/setup", form)).StatusCode).ShouldBe(400); // the library's: the first administrator can come over HTTP
    }

    [Fact]
    public async Task An_app_that_does_not_ask_for_it_may_have_admin_pages_of_its_own()
    {
        await using var place = await Installation.CreateAsync(EveryEngineAttribute.Sqlite);
        await using var app = Build(place, static _ => { });
        app.MapHeadlessKey();
        app.MapPost("/admin/upload", async (HttpRequest request) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body);
            return body.Length;
        });
        app.MapGet("/admin/nothing", () => Results.NotFound());
        using var client = await StartAsync(app);

        using var content = new ByteArrayContent(new byte[1_000_000]);
        using var taken = await client.PostAsync("/admin/upload", content);
        (await taken.Content.ReadAsStringAsync()).ShouldBe("1000000");
        using var nothing = await client.GetAsync("/admin/nothing");
        (await nothing.Content.ReadAsStringAsync()).ShouldBeEmpty();
        nothing.Headers.Contains("X-Robots-Tag").ShouldBeFalse();
    }

    [Fact]
    public async Task An_app_that_asks_for_it_has_the_api_and_its_pages()
    {
        await using var place = await Installation.CreateAsync(EveryEngineAttribute.Sqlite);
        await using var app = Build(place, static headlessKey => headlessKey.AddAdmin());
        app.MapHeadlessKey();
        app.MapHeadlessKeyAdmin();
        using var client = await StartAsync(app);

        foreach (var address in Addresses)
        {
            ((int)(await client.GetAsync(address)).StatusCode).ShouldBe(address.Contains("/api/", StringComparison.Ordinal) ? 401 : 200, address);
        }

        (await client.GetStringAsync("/openapi/v1.json")).ShouldContain("adminSession");
    }

    [Fact]
    public async Task Added_twice_is_added_once()
    {
        await using var place = await Installation.CreateAsync(EveryEngineAttribute.Sqlite);
        await using var app = Build(place, static headlessKey => headlessKey.AddAdmin().AddAdmin());
        app.MapHeadlessKey();
        app.MapHeadlessKeyAdmin();
        using var client = await StartAsync(app);

        using var document = JsonDocument.Parse(await client.GetStringAsync("/openapi/v1.json"));
        document.RootElement.GetProperty("paths").GetProperty("/admin/api/v1/users/{id}").GetProperty("get").GetProperty("parameters").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task Mapping_alone_touches_nothing()
    {
        await using var place = await Installation.CreateAsync(EveryEngineAttribute.Sqlite);
        await using var app = Build(place, static headlessKey => headlessKey.AddAdmin());
        app.MapHeadlessKey();
        app.MapHeadlessKeyAdmin();

        System.IO.Directory.Exists(place.DataFolder).ShouldBeFalse();
    }

    [Fact]
    public async Task Mapping_what_was_not_added_says_what_is_missing()
    {
        await using var place = await Installation.CreateAsync(EveryEngineAttribute.Sqlite);
        await using var app = Build(place, static _ => { });

        Should.Throw<StartupException>(() => app.MapHeadlessKeyAdmin()).Message.ShouldContain("AddAdmin()");
    }

    private static WebApplication Build(Installation place, Action<HeadlessKeyBuilder> add)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        add(builder.Services.AddHeadlessKey(options =>
        {
            options.PublicUrl = "http://127.0.0.1:5080";
            options.Storage.DataFolder = place.DataFolder;
        }).UseSqlite());
        return builder.Build();
    }

    private static async Task<HttpClient> StartAsync(WebApplication app)
    {
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new HttpClient { BaseAddress = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()) };
    }
}
