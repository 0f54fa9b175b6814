using System.Globalization;
using System.Security.Cryptography;
using HeadlessKey.Directory;
using HeadlessKey.Passwords;
using HeadlessKey.Server;
using HeadlessKey.Server.Commands;
using HeadlessKey.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace HeadlessKey.FunctionalTests.Infrastructure;

/// <summary>A real server on a port of its own, over a database of its own, with a clock that the test moves.</summary>
public sealed class TestServer : IAsyncDisposable
{
    public const string PublicUrl = "https://auth.example.test";

    /// <summary>An override of how many rounds a password hash takes, for tests where its price matters.</summary>
    public const string HashPrice = "Test:HashRounds";

    /// <summary>Overrides that bring the lockout back as it is without any configuration.</summary>
    public static readonly (string Key, string? Value)[] Guarded =
        [("HeadlessKey:Lockout:Threshold", null), ("HeadlessKey:Lockout:NetworkThreshold", null), ("HeadlessKey:Lockout:LoginThreshold", null)];

    private readonly Dictionary<string, string?> settings;
    private readonly string folder;
    private readonly bool ownsFolder;
    private readonly WebApplication app;
    private readonly Action<IServiceCollection> prepare;

    private TestServer(WebApplication app, Dictionary<string, string?> settings, string folder, bool ownsFolder, ManualClock clock, LogCapture log, Action<IServiceCollection> prepare)
    {
        this.prepare = prepare;
        this.app = app;
        this.settings = settings;
        this.folder = folder;
        this.ownsFolder = ownsFolder;
        Clock = clock;
        Log = log;
        Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        Client = new ApiClient(Address);
    }

    public ManualClock Clock { get; }

    /// <summary>Everything the server logged.</summary>
    public LogCapture Log { get; }

    /// <summary>What the server showed on its console.</summary>
    public required string Console { get; init; }

    public Uri Address { get; }

    public ApiClient Client { get; }

    public IServiceProvider Services => app.Services;

    public string DataFolder => folder;

    /// <summary>Starts a server over an empty database, with one subscriber: <see cref="TestUser"/>.</summary>
    /// <param name="engine">One of <see cref="EveryEngineAttribute"/>'s.</param>
    /// <param name="overrides">Settings, such as <c>("HeadlessKey:Sessions:GraceWindow", "00:00:10")</c>.</param>
    public static Task<TestServer> StartAsync(string engine, params (string Key, string? Value)[] overrides) => StartAsync(engine, static _ => { }, overrides);

    /// <summary>Starts a server in whose place of some services stand others.</summary>
    public static async Task<TestServer> StartAsync(string engine, Action<IServiceCollection> prepare, params (string Key, string? Value)[] overrides)
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("hk-test-").FullName;
        var settings = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase)
        {
            ["urls"] = "http://127.0.0.1:0",
            ["HeadlessKey:PublicUrl"] = PublicUrl,
            ["HeadlessKey:Storage:DataFolder"] = folder,
            ["HeadlessKey:Storage:Engine"] = engine,

            // Tests ask from one address, faster than anybody should and mostly in order to be refused.
            ["HeadlessKey:RateLimits:SignIn"] = "0",
            ["HeadlessKey:RateLimits:Accounts"] = "0",
            ["HeadlessKey:RateLimits:Sessions"] = "0",
            ["HeadlessKey:Lockout:Threshold"] = "100000",
            ["HeadlessKey:Lockout:NetworkThreshold"] = "100000",
            ["HeadlessKey:Lockout:LoginThreshold"] = "100000",
            ["HeadlessKey:Storage:MasterKey"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)),
        };
        if (engine == EveryEngineAttribute.PostgreSql)
        {
            settings["HeadlessKey:Storage:ConnectionString"] = await PostgresCluster.CreateMigratedDatabaseAsync();
        }

        foreach (var (key, value) in overrides)
        {
            settings[key] = value;
        }

        var server = await StartAsync(settings, folder, ownsFolder: true, new ManualClock(), prepare);
        await server.AddUserAsync(TestUser.Login, TestUser.Email, TestUser.Password, "subscriber");
        return server;
    }

    /// <summary>Starts another server over the same database, with the same clock.</summary>
    public Task<TestServer> StartAnotherNodeAsync(params (string Key, string? Value)[] overrides)
    {
        var other = new Dictionary<string, string?>(settings, StringComparer.OrdinalIgnoreCase);
        foreach (var (key, value) in overrides)
        {
            other[key] = value;
        }

        return StartAsync(other, folder, ownsFolder: false, Clock, prepare);
    }

    /// <summary>Starts another server over the database in another folder, with the same clock.</summary>
    public Task<TestServer> StartInAsync(string other) =>
        StartAsync(new Dictionary<string, string?>(settings, StringComparer.OrdinalIgnoreCase) { ["HeadlessKey:Storage:DataFolder"] = other }, other, ownsFolder: false, Clock, prepare);

    public async Task<long> AddUserAsync(string login, string email, string password, params string[] roles)
    {
        var accounts = Services.GetRequiredService<UserAccounts>();
        var (user, fault) = await accounts.PrepareAsync(login, email, login, password, roles, emailVerified: true, CancellationToken.None);
        fault.ShouldBeNull();
        var (id, taken) = await accounts.CreateAsync(user!, "test", client: null);
        taken.ShouldBeNull();
        return id;
    }

    /// <summary>All rows of a query, each as its cells joined by <c>|</c>.</summary>
    public Task<List<string>> QueryAsync(string sql, params string[] columns) =>
        Services.GetRequiredService<Database>().ListAsync(
            Sql.Script($"select {string.Join(", ", columns.Select(column => $"cast({column} as text) as {column}"))} from ({sql}) q"),
            row => string.Join('|', columns.Select(column => row.TextOrNull(column))),
            CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
        if (ownsFolder)
        {
            System.IO.Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<TestServer> StartAsync(
        Dictionary<string, string?> settings, string folder, bool ownsFolder, ManualClock clock, Action<IServiceCollection> prepare)
    {
        var log = new LogCapture();
        var console = new StringWriter();
        var app = ServerHost.Build(new ServerArguments(settings), services =>
        {
            services.AddSingleton<TimeProvider>(clock);
            services.RemoveAll<ILoggerProvider>();
            services.AddSingleton<ILoggerProvider>(log);
            services.AddSingleton(TextWriter.Synchronized(console));

            // A thousandth of the real price: most tests are about everything else.
            services.AddSingleton(new PasswordHasher(int.Parse(settings.GetValueOrDefault(HashPrice) ?? "210", CultureInfo.InvariantCulture)));
            prepare(services);
        });
        await app.StartAsync();
        return new TestServer(app, settings, folder, ownsFolder, clock, log, prepare) { Console = console.ToString() };
    }
}
