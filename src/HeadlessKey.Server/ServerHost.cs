using HeadlessKey.Access;
using HeadlessKey.Http;
using HeadlessKey.Server.Commands;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging.Console;

namespace HeadlessKey.Server;

/// <summary>Puts the server together: the settings, the library on the chosen engine, the pages.</summary>
internal static class ServerHost
{
    public const string DefaultUrl = "http://127.0.0.1:5080";

    /// <summary>The server, ready to be started.</summary>
    /// <param name="arguments">What the command line says.</param>
    /// <param name="prepare">Services that stand in for the library's own, such as another clock.</param>
    public static WebApplication Build(ServerArguments arguments, Action<IServiceCollection>? prepare = null)
    {
        var builder = CreateBuilder(arguments, prepare);
        builder.Services.TryAddSingleton(Console.Out);
        builder.Services.AddHostedService<FirstRun>();
        var app = builder.Build();

        app.MapHeadlessKey();
        app.MapHeadlessKeyAdmin();
        DocsPage.Map(app);
        app.MapFallback(static context => new RestErrorResult(ApiError.NoRoute).ExecuteAsync(context)).WithMetadata(AccessRule.Public);
        return app;
    }

    /// <summary>The same services without the server, for a command that works on the database.</summary>
    public static WebApplication BuildServices(ServerArguments arguments)
    {
        var builder = CreateBuilder(arguments, prepare: null);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);

        // Standard output is the verb's: a program that reads its JSON must find nothing else there.
        builder.Services.Configure<ConsoleLoggerOptions>(static console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        return builder.Build();
    }

    private static WebApplicationBuilder CreateBuilder(ServerArguments arguments, Action<IServiceCollection>? prepare)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.Configuration.AddHeadlessKeyEnvironment();
        builder.Configuration.AddCommandLine([.. arguments.Settings.Select(static setting => $"--{setting.Key}={setting.Value}")]);
        var urls = builder.Configuration[WebHostDefaults.ServerUrlsKey] ?? DefaultUrl;
        builder.WebHost.UseUrls(urls);
        builder.WebHost.ConfigureKestrel(static kestrel => kestrel.AddServerHeader = false);

        // A terminal gets text that people read; anything else gets JSON that programs read.
        builder.Logging.ClearProviders();
        if (Console.IsOutputRedirected)
        {
            builder.Logging.AddJsonConsole(static json => json.UseUtcTimestamp = true);
        }
        else
        {
            builder.Logging.AddSimpleConsole(static text =>
            {
                text.SingleLine = true;
                text.TimestampFormat = "HH:mm:ss ";
                text.ColorBehavior = LoggerColorBehavior.Default;
            });
        }

        prepare?.Invoke(builder.Services);
        var headlessKey = builder.Services.AddHeadlessKey(options => options.PublicUrl ??= PublicUrlOf(urls));
        if (builder.Configuration["HeadlessKey:Storage:Engine"] is "postgresql")
        {
            headlessKey.UsePostgreSql();
        }
        else
        {
            headlessKey.UseSqlite();
        }

        return builder;
    }

    /// <summary>What a browser on this machine would open: the first address, with a name in place of "all interfaces".</summary>
    private static string PublicUrlOf(string urls)
    {
        var first = BindingAddress.Parse(urls.Split(';')[0]);
        var host = first.Host is "*" or "+" or "0.0.0.0" or "[::]" ? "127.0.0.1" : first.Host;
        return $"{first.Scheme}://{host}:{first.Port}";
    }
}
