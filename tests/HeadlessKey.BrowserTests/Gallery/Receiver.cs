using System.Net;
using HeadlessKey.BrowserTests.Infrastructure;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace HeadlessKey.BrowserTests.Gallery;

/// <summary>The programs that a server tells and asks: its webhooks and hooks all lead here.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    public const string Left = "/left"; // a webhook whose owner has gone
    public const string Told = "/accounts"; // one that answers by its mood

    private readonly WebApplication app;

    private Receiver(WebApplication app, string address)
    {
        this.app = app;
        Address = address;
    }

    public string Address { get; }

    /// <summary>Settings that let the server ask here.</summary>
    public IEnumerable<(string Key, string? Value)> Hooks => [.. HookAt("Authenticating", "/sign-in", "deny"), .. HookAt("TokenIssuing", "/claims", "allow"), .. HookAt("Registering", "/register", "deny")];

    /// <summary>How what is told is answered.</summary>
    public HttpStatusCode Mood { get; set; } = HttpStatusCode.OK;

    public static async Task<Receiver> StartAsync()
    {
        var address = $"http://localhost:{FreePort.Find()}";
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(address);
        var app = builder.Build();
        var receiver = new Receiver(app, address);
        app.Run(receiver.AnswerAsync);
        await app.StartAsync();
        return receiver;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private (string Key, string? Value)[] HookAt(string point, string path, string onFailure) =>
    [
        ($"HeadlessKey:Hooks:{point}:Url", Address + path),
        ($"HeadlessKey:Hooks:{point}:Secret", $"whsec_{Convert.ToBase64String(new byte[32])}"),
        ($"HeadlessKey:Hooks:{point}:OnFailure", onFailure),
    ];

    private async Task AnswerAsync(HttpContext context)
    {
        var status = context.Request.Path.Value switch
        {
            Left => HttpStatusCode.Gone,
            Told => Mood,
            _ => HttpStatusCode.OK,
        };
        context.Response.StatusCode = (int)status;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync("""{"allow":true}"""); // what a hook wants to hear; a webhook does not mind
    }
}
