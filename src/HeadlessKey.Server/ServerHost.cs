using HeadlessKey.Events;
using HeadlessKey.Http;
using HeadlessKey.Server.Commands;
using HeadlessKey.WordPress;
using Microsoft.Extensions.Configuration.Json;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Logging.Console;

namespace HeadlessKey.Server;

/// <summary>Puts the server together: the settings, the library on the chosen engine, the pages.</summary>
internal static class ServerHost
{
    public const string DefaultUrl = "http://127.0.0.1:5080";

    /// <summary>What is logged unless the operator says otherwise: our own lines, and of the framework only what went wrong.</summary>
    private static readonly MemoryConfigurationSource QuietFramework = new()
    {
        InitialData = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase)
        {
            ["Logging:LogLevel:Default"] = "Information",
            ["Logging:LogLevel:Microsoft.AspNetCore"] = "Warning",
            ["Logging:LogLevel:Microsoft.Hosting.Lifetime"] = "Warning",
            ["Logging:LogLevel:Microsoft.IdentityModel"] = "Warning",
        },
    };

    /// <summary>The server, ready to be started.</summary>
    /// <param name="arguments">What the command line says.</param>
    /// <param name="prepare">Services that stand in for the library's own, such as another clock.</param>
    public static WebApplication Build(ServerArguments arguments, Action<IServiceCollection>? prepare = null)
    {
        var builder = CreateBuilder(arguments, prepare);
        builder.Services.TryAddSingleton(Console.Out);
        builder.Services.AddHostedService<FirstRun>();

        // Why a start failed is said in one line on standard error, not again here with a stack trace.
        var started = false;
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", level => started && level >= LogLevel.Warning);
        var app = builder.Build();
        app.Lifetime.ApplicationStarted.Register(() => started = true);

        // Whatever is nowhere says so in the contract's words.
        app.UseStatusCodePages(static context => context.HttpContext.Response.StatusCode is 404 or 405
            ? new RestErrorResult(ApiError.NoRoute).ExecuteAsync(context.HttpContext)
            : Task.CompletedTask);
        app.MapHeadlessKey();
        app.MapHeadlessKeyAdmin();
        DocsPage.Map(app);
        return app;
    }

    /// <summary>The same services without the server, for a command that works on the database.</summary>
    public static WebApplication BuildServices(ServerArguments arguments)
    {
        var builder = CreateBuilder(arguments, static services => services.AddSingleton(new NamelessActor(ActorKind.Operator)));

        // Standard output is the verb's answer, which programs read.
        builder.Logging.AddFilter<ConsoleLoggerProvider>(category: null, LogLevel.Warning);
        builder.Services.Configure<ConsoleLoggerOptions>(static console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        return builder.Build();
    }

    private static WebApplicationBuilder CreateBuilder(ServerArguments arguments, Action<IServiceCollection>? prepare)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.Configuration.Sources.Insert(0, QuietFramework); // below every other source
        builder.Configuration.AddHeadlessKeyEnvironment();
        builder.Configuration.AddCommandLine(
            [.. arguments.Settings.Where(static setting => setting.Value is not null).Select(static setting => $"--{setting.Key}={setting.Value}")]);
        AddConnectionFile(builder.Configuration);
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

        headlessKey.AddAdmin();
        headlessKey.AnswerJwtAuth();
        if (builder.Configuration["HeadlessKey:Directory"] is "wordpress")
        {
            headlessKey.UseWordPress();
        }

        return builder;
    }

    // What "headlesskey wordpress connect" wrote, below every source that an operator edits.
    private static void AddConnectionFile(ConfigurationManager configuration)
    {
        var folder = Path.GetFullPath(configuration["HeadlessKey:Storage:DataFolder"] ?? new StorageOptions().DataFolder);
        if (File.Exists(Path.Combine(folder, ConnectionFile.Name)))
        {
            var file = new JsonConfigurationSource { Path = ConnectionFile.Name, FileProvider = new PhysicalFileProvider(folder) };
            configuration.Sources.Insert(1, file);
        }
    }

    /// <summary>What a browser on this machine would open: the first address, with a name in place of "all interfaces".</summary>
    private static string PublicUrlOf(string urls)
    {
        var first = Parse(urls.Split(';')[0]);
        var host = first.Host is "*" or "+" or "0.0.0.0" or "[::]" ? "127.0.0.1" : first.Host;
        return $"{first.Scheme}://{host}:{first.Port}";
    }

    private static BindingAddress Parse(string url)
    {
        try
        {
            if (BindingAddress.Parse(url) is { Scheme: "http" or "https", Port: >= 0 and <= 65535 } address)
            {
                return address;
            }
        }
        catch (FormatException)
        {
            // Said below, as for a wrong scheme or port.
        }

        throw new StartupException($"urls has {url}; an address to listen on is written like {DefaultUrl}.");
    }
}
