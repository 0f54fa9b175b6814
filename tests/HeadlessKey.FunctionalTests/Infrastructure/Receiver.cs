using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace HeadlessKey.FunctionalTests.Infrastructure;

/// <summary>A small web server of somebody else's on loopback, which keeps what it is sent and answers as it is told.</summary>
public sealed class Receiver : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentQueue<ReceivedRequest> requests = new();

    private int underWay;

    private Receiver()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        app = builder.Build();
        app.Run(HandleAsync);
    }

    /// <summary>The setting by which requests may reach it.</summary>
    public static (string Key, string? Value) Reachable { get; } = ("HeadlessKey:Outbound:AllowedNetworks:0", "127.0.0.0/8");

    /// <summary>What it answers; 204 unless told otherwise.</summary>
    public Func<ReceivedRequest, HttpContext, Task> Answer { get; set; } = Status(StatusCodes.Status204NoContent);

    public Uri Address { get; private set; } = null!;

    /// <summary>What it was sent, in the order of arrival.</summary>
    public IReadOnlyList<ReceivedRequest> Requests => [.. requests];

    /// <summary>The most requests that it has had at the same time.</summary>
    public int MostAtOnce { get; private set; }

    public static async Task<Receiver> StartAsync()
    {
        var receiver = new Receiver();
        await receiver.app.StartAsync();
        receiver.Address = new Uri(receiver.app.Urls.First() + "/hook");
        return receiver;
    }

    public static Func<ReceivedRequest, HttpContext, Task> Status(int status) => (_, context) =>
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    };

    /// <summary>Waits until so many requests have come.</summary>
    public Task GotAsync(int count) =>
        Eventually.TrueAsync(() => Task.FromResult(requests.Count >= count), TimeSpan.FromSeconds(20), $"{count} requests were expected");

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource(TimeSpan.Zero);
        await app.StopAsync(now.Token);
        await app.DisposeAsync();
    }

    private async Task HandleAsync(HttpContext context)
    {
        MostAtOnce = Math.Max(MostAtOnce, Interlocked.Increment(ref underWay));
        try
        {
            using var reader = new StreamReader(context.Request.Body);
            var request = new ReceivedRequest(
                context.Request.Method, context.Request.Path + context.Request.QueryString, await reader.ReadToEndAsync(),
                context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase));
            requests.Enqueue(request);
            await Answer(request, context);
        }
        finally
        {
            Interlocked.Decrement(ref underWay);
        }
    }
}
