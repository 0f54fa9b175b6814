using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace HeadlessKey.FunctionalTests.Hooks;

/// <summary>Somebody's own server that answers hooks. It checks the signatures by itself, from the text of Standard Webhooks.</summary>
internal sealed class HookReceiver : IAsyncDisposable
{
    public const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private readonly WebApplication app;

    private HookReceiver(WebApplication app) => this.app = app;

    /// <summary>Every question, as it came.</summary>
    public ConcurrentQueue<string> Questions { get; } = new();

    /// <summary>What was wrong with signatures, times or ids.</summary>
    public ConcurrentQueue<string> Faults { get; } = new();

    public Func<HttpContext, Task> Answer { get; set; } = static context => WriteAsync(context, """{"allow": true}""");

    public string Url => app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First() + "/hook?canary=7f3a1c";

    public static async Task<HookReceiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var receiver = new HookReceiver(app);
        app.Run(receiver.ReceiveAsync);
        await app.StartAsync();
        return receiver;
    }

    /// <summary>The settings that make a server ask this one at a point.</summary>
    public (string Key, string? Value)[] At(string point, string onFailure = "deny", string timeout = "00:00:10") =>
    [
        ($"HeadlessKey:Hooks:{point}:Url", Url),
        ($"HeadlessKey:Hooks:{point}:Secret", Secret),
        ($"HeadlessKey:Hooks:{point}:OnFailure", onFailure),
        ($"HeadlessKey:Hooks:{point}:Timeout", timeout),
        ("HeadlessKey:Outbound:AllowedNetworks:0", "127.0.0.0/8"),
    ];

    public void Say(string json) => Answer = context => WriteAsync(context, json);

    public static async Task WriteAsync(HttpContext context, string body, string type = "application/json")
    {
        context.Response.ContentType = type;
        await context.Response.WriteAsync(body);
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task ReceiveAsync(HttpContext context)
    {
        var body = await new StreamReader(context.Request.Body).ReadToEndAsync();
        Questions.Enqueue(body);
        string Header(string name) => context.Request.Headers[name].ToString();
        var signed = Encoding.UTF8.GetBytes($"{Header("webhook-id")}.{Header("webhook-timestamp")}.{body}");
        var expected = "v1," + Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(Secret["whsec_".Length..]), signed));
        if (Header("webhook-signature") != expected || Header("webhook-id").Length < 20 || context.Request.Method != "POST"
            || DateTimeOffset.FromUnixTimeSeconds(long.Parse(Header("webhook-timestamp"), CultureInfo.InvariantCulture)).Year != 2030)
        {
            Faults.Enqueue(body);
        }

        _ = JsonElement.Parse(body).GetProperty("type").GetString();
        await Answer(context);
    }
}
