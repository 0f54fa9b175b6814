using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace HeadlessKey.WordPressTests.Infrastructure;

/// <summary>Something between the server and the site that may hand on, keep, change or make up what they say to each other.</summary>
public sealed class Meddler : IAsyncDisposable
{
    private static readonly HttpClient Http = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false });

    private readonly WebApplication app;
    private readonly Uri site;
    private (HttpStatusCode Status, byte[] Body, List<KeyValuePair<string, string>> Headers)? last;

    private Meddler(WebApplication app, Uri site)
    {
        this.app = app;
        this.site = site;
        app.Run(MeddleAsync);
    }

    /// <summary>What it does; null: it hands on everything.</summary>
    public Fault? Fault { get; set; }

    /// <summary>Only with questions in whose route this is.</summary>
    public string Only { get; set; } = string.Empty;

    public Uri Url { get; private set; } = null!;

    public static async Task<Meddler> StartAsync(Uri site)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var meddler = new Meddler(builder.Build(), site);
        await meddler.app.StartAsync();
        meddler.Url = new Uri(meddler.app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        return meddler;
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync(new CancellationToken(canceled: true));
        await app.DisposeAsync();
    }

    private async Task MeddleAsync(HttpContext context)
    {
        using var buffer = new MemoryStream();
        await context.Request.Body.CopyToAsync(buffer);
        var fault = context.Request.QueryString.Value!.Contains(Only, StringComparison.Ordinal) ? Fault : null;
        switch (fault)
        {
            case Infrastructure.Fault.Hang:
                await Task.Delay(Timeout.Infinite, context.RequestAborted);
                return;
            case Infrastructure.Fault.Drop:
                context.Abort();
                return;
            case Infrastructure.Fault.Html:
                await AnswerAsync(context, "<html>Error establishing a database connection</html>", "text/html");
                return;
            case Infrastructure.Fault.MadeUp:
                await AnswerAsync(context, Person, "application/json");
                return;
            case Infrastructure.Fault.Misleading:
                context.Response.Redirect($"{site}?{context.Request.QueryString.Value?.TrimStart('?')}", permanent: false, preserveMethod: true);
                return;
            case Infrastructure.Fault.Endless:
                await WriteEndlesslyAsync(context);
                return;
            case Infrastructure.Fault.Replay:
                await AnswerAsync(context, last!.Value.Status, last.Value.Body, last.Value.Headers);
                return;
        }

        if (fault == Infrastructure.Fault.Repeat)
        {
            (await HandOnAsync(context, buffer.ToArray(), string.Empty)).Dispose();
        }

        using var response = await HandOnAsync(context, buffer.ToArray(), fault == Infrastructure.Fault.AddLanguage ? "&lang=en" : string.Empty);
        var body = await response.Content.ReadAsByteArrayAsync();
        List<KeyValuePair<string, string>> headers =
            [.. response.Headers.Where(header => header.Key.StartsWith("X-HK", StringComparison.OrdinalIgnoreCase)).Select(header => KeyValuePair.Create(header.Key, header.Value.First()))];
        last = (response.StatusCode, body, headers);
        switch (fault)
        {
            case Infrastructure.Fault.LoseAnswer:
                context.Abort();
                return;
            case Infrastructure.Fault.Alter:
                body = System.Text.Encoding.UTF8.GetBytes(System.Text.Encoding.UTF8.GetString(body).Replace("\"ok\":false", "\"ok\":true", StringComparison.Ordinal).Replace("subscriber", "administrator", StringComparison.Ordinal));
                break;
        }

        await AnswerAsync(context, response.StatusCode, body, headers);
    }

    private async Task<HttpResponseMessage> HandOnAsync(HttpContext context, byte[] question, string addition)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(site, context.Request.Path + context.Request.QueryString + addition)) { Content = new ByteArrayContent(question) };
        foreach (var (name, value) in context.Request.Headers.Where(header => header.Key is not ("Host" or "Content-Length" or "Connection" or "Transfer-Encoding")))
        {
            if (!request.Headers.TryAddWithoutValidation(name, value.ToArray()))
            {
                request.Content.Headers.TryAddWithoutValidation(name, value.ToArray());
            }
        }

        return await Http.SendAsync(request);
    }

    private const string Person = """
        {"ok":true,"user":{"ID":1,"user_login":"admin","user_nicename":"admin","user_email":"admin@site.test","display_name":"admin","first_name":"",
        "last_name":"","nickname":"admin","locale":"","roles":["administrator"],"user_registered":"2019-05-02T10:11:12+00:00","disabled":false,"stamp":"2f1c0a9be5d47788"}}
        """;

    private static Task AnswerAsync(HttpContext context, string body, string type)
    {
        context.Response.ContentType = type;
        return context.Response.WriteAsync(body);
    }

    private static async Task AnswerAsync(HttpContext context, HttpStatusCode status, byte[] body, List<KeyValuePair<string, string>> headers)
    {
        context.Response.StatusCode = (int)status;
        headers.ForEach(header => context.Response.Headers[header.Key] = header.Value);
        await context.Response.Body.WriteAsync(body);
    }

    private static async Task WriteEndlesslyAsync(HttpContext context)
    {
        var piece = new byte[8192];
        Array.Fill(piece, (byte)' ');
        while (!context.RequestAborted.IsCancellationRequested)
        {
            await context.Response.Body.WriteAsync(piece, context.RequestAborted);
        }
    }
}
