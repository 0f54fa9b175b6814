using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace HeadlessKey.Tests.Infrastructure;

/// <summary>Stands in for the list of leaked passwords: one answer to whatever is asked.</summary>
internal sealed class LeakList : IAsyncDisposable
{
    private readonly WebApplication app;

    private LeakList(WebApplication app) => this.app = app;

    public ConcurrentQueue<string> Requests { get; } = new();

    public string Address { get; private init; } = string.Empty;

    public static async Task<LeakList> StartAsync(string body, HttpStatusCode status = HttpStatusCode.OK, TimeSpan delay = default)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        LeakList? list = null;
        app.Run(async context =>
        {
            var headers = context.Request.Headers;
            list!.Requests.Enqueue($"{context.Request.Method} {context.Request.Path} Add-Padding: {headers["Add-Padding"]} Cookie: {headers.Cookie}");
            await Task.Delay(delay, context.RequestAborted);
            context.Response.StatusCode = (int)status;
            context.Response.Headers.Location = "/elsewhere";
            await context.Response.WriteAsync(body, context.RequestAborted);
        });
        await app.StartAsync();
        return list = new LeakList(app) { Address = app.Urls.First() + "/range/" };
    }

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource(TimeSpan.Zero);
        await app.StopAsync(now.Token);
        await app.DisposeAsync();
    }
}
