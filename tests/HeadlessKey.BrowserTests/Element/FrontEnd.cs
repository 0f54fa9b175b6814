using HeadlessKey.BrowserTests.Infrastructure;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace HeadlessKey.BrowserTests.Element;

/// <summary>A front end on an origin of its own, for as long as a visitor is there.</summary>
internal static class FrontEnd
{
    private const string Policy = "default-src 'none'; img-src data:; script-src 'self' {server}; connect-src {server}; style-src 'self'; base-uri 'none'";

    private const string Events = """
        window.heard = [];
        for (const name of ['signed-in', 'signed-out', 'error']) {
          document.addEventListener(`headlesskey-${name}`, ({ detail }) => heard.push(`${name} ${detail.how ?? detail.code}`));
        }
        """;

    /// <summary>Opens a page with the element on it, under a policy as strict as it gets.</summary>
    /// <param name="visitor">Who looks at it.</param>
    /// <param name="site">The server that signs people in.</param>
    /// <param name="element">The element's tag, such as <c>&lt;headlesskey-login&gt;&lt;/headlesskey-login&gt;</c>.</param>
    public static async Task OpenElementAsync(this Visitor visitor, Site site, string element)
    {
        var page = $"""
            <!doctype html><html lang="en"><head><meta charset="utf-8"><title>Front end</title><link rel="icon" href="data:,">
            <script src="/events.js"></script><script type="module" src="{site.Address}/headlesskey-login.js"></script></head><body><main><h1>Front end</h1>{element}</main></body></html>
            """;
        var address = await visitor.ServeAsync(site, path => path switch
        {
            "/" => (page, "text/html"),
            "/events.js" => (Events, "text/javascript"),
            _ => null,
        });
        await visitor.GoAsync(address);
        await visitor.Page.Locator("headlesskey-login .frame").First.WaitForAsync();
    }

    /// <summary>Serves files from an origin of its own until the visitor leaves. Its address.</summary>
    public static async Task<string> ServeAsync(this Visitor visitor, Site site, Func<string, (string Body, string Type)?> files)
    {
        var origin = $"http://localhost:{FreePort.Find()}";
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(origin);
        var app = builder.Build();
        app.Run(async context =>
        {
            if (files(context.Request.Path.Value!) is not var (body, type))
            {
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                return;
            }

            context.Response.ContentType = $"{type}; charset=utf-8";
            context.Response.Headers.ContentSecurityPolicy = Policy.Replace("{server}", site.Address, StringComparison.Ordinal);
            await context.Response.WriteAsync(body);
        });
        await app.StartAsync();
        visitor.Belongings.Add(app);
        visitor.Friends.Add(origin);
        return $"{origin}/";
    }

    /// <summary>What the page was told, in order.</summary>
    public static Task<string[]> HeardAsync(this Visitor visitor) => visitor.Page.EvaluateAsync<string[]>("window.heard");

    /// <summary>Asks the element's script for something, such as <c>element.accessToken()</c>.</summary>
    public static Task<T> AskAsync<T>(this Visitor visitor, string script) =>
        visitor.Page.EvaluateAsync<T>($"async () => {{ const element = document.querySelector('headlesskey-login'); return {script}; }}");
}
