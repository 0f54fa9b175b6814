using HeadlessKey.Server;
using HeadlessKey.Server.Commands;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace HeadlessKey.FunctionalTests.Attacks;

/// <summary>A server that is only started, for tests of the start itself.</summary>
internal sealed class BareServer : IAsyncDisposable
{
    private readonly string folder = System.IO.Directory.CreateTempSubdirectory("hk-start-").FullName;
    private readonly Dictionary<string, string?> settings;
    private WebApplication? app;

    public BareServer(params (string Key, string? Value)[] overrides)
    {
        settings = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase)
        {
            ["urls"] = "http://127.0.0.1:0",
            ["HeadlessKey:PublicUrl"] = TestServer.PublicUrl,
            ["HeadlessKey:Storage:DataFolder"] = folder,
        };
        foreach (var (key, value) in overrides)
        {
            settings[key] = value;
        }
    }

    public IServiceProvider Services => app!.Services;

    public async Task StartAsync()
    {
        app = ServerHost.Build(new ServerArguments(settings), services =>
        {
            services.RemoveAll<ILoggerProvider>();
            services.AddSingleton<TextWriter>(TextWriter.Synchronized(new StringWriter()));
        });
        try
        {
            await app.StartAsync();
        }
        catch
        {
            await app.DisposeAsync();
            app = null;
            throw;
        }
    }

    /// <summary>What the operator reads when the start is refused; fails the test when it is not.</summary>
    public async Task<string> StartRefusedAsync()
    {
        var exception = await Should.ThrowAsync<Exception>(StartAsync);
        exception.ShouldBeOfType(
            exception is Microsoft.Extensions.Options.OptionsValidationException ? exception.GetType() : typeof(StartupException), exception.ToString());
        return exception.Message;
    }

    public async ValueTask DisposeAsync()
    {
        if (app is not null)
        {
            await app.StopAsync();
            await app.DisposeAsync();
        }

        System.IO.Directory.Delete(folder, recursive: true);
    }
}
