using HeadlessKey.FunctionalTests.CommandLine;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
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
