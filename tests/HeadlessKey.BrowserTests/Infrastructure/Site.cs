using System.Net.Http.Json;
using System.Text.RegularExpressions;
using HeadlessKey.Directory;
using HeadlessKey.Passwords;
using HeadlessKey.Server;
using HeadlessKey.Server.Commands;
using HeadlessKey.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace HeadlessKey.BrowserTests.Infrastructure;

/// <summary>A real server on a port of its own, over an empty SQLite database, by the real clock: its pages show times.</summary>
public sealed partial class Site : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly string folder;

    private Site(WebApplication app, string folder, string console, ShiftedClock clock)
    {
        Clock = clock;
        this.app = app;
        this.folder = folder;
        Console = console;
        Address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
    }

    public string Address { get; }

    public ShiftedClock Clock { get; }

    /// <summary>What the server is made of, for what a test does behind the pages.</summary>
    internal IServiceProvider Services => app.Services;

    /// <summary>Where its data are.</summary>
    public string Folder => folder;

    /// <summary>What the server showed on its console.</summary>
    public string Console { get; }

    /// <summary>The link on the console that makes the first administrator.</summary>
    public string SetupLink => Link.Match(Console).Value;

    /// <summary>Starts a server.</summary>
    /// <param name="settings">Settings, such as <c>("HeadlessKey:Registration:Mode", "closed")</c>.</param>
    public static Task<Site> StartAsync(params (string Key, string? Value)[] settings) => StartAsync(new ShiftedClock(), settings);

    /// <summary>Starts a server that goes by a clock.</summary>
    public static async Task<Site> StartAsync(ShiftedClock clock, params (string Key, string? Value)[] settings)
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("hk-browser-").FullName;
        var port = FreePort.Find();
        var all = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase)
        {
            ["urls"] = $"http://127.0.0.1:{port}",
            ["HeadlessKey:Storage:DataFolder"] = folder,
            ["HeadlessKey:RateLimits:SignIn"] = "0",
            ["HeadlessKey:RateLimits:Accounts"] = "0",
            ["HeadlessKey:RateLimits:Sessions"] = "0",
            ["HeadlessKey:RateLimits:Admin"] = "0",
        };
        foreach (var (key, value) in settings)
        {
            all[key] = value;
        }

        var console = new StringWriter();
        var app = ServerHost.Build(new ServerArguments(all), services =>
        {
            services.AddLogging(static logging => logging.ClearProviders());
            services.AddSingleton<TimeProvider>(clock);
            services.AddSingleton(TextWriter.Synchronized(console));
            services.AddSingleton(new PasswordHasher(210)); // a thousandth of the real price
        });
        await app.StartAsync();
        return new Site(app, folder, console.ToString(), clock);
    }

    public async Task<long> AddUserAsync(string login, string email, string password, params string[] roles)
    {
        var accounts = app.Services.GetRequiredService<UserAccounts>();
        var (user, fault) = await accounts.PrepareAsync(login, email, login, password, roles, emailVerified: true, CancellationToken.None);
        fault.ShouldBeNull();
        var (id, taken) = await accounts.CreateAsync(user!, "test", client: null);
        taken.ShouldBeNull();
        return id;
    }

    /// <summary>Signs somebody in over the API, from a device that says what it is.</summary>
    public async Task SignInAsync(string login, string password, string device, string? userAgent = null, string? address = null)
    {
        using var answer = await PostAsync("/token", new { username = login, password, device }, userAgent, address);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Tries wrong passwords for somebody.</summary>
    public async Task GuessAsync(string login, int times, string? userAgent = null, string? address = null)
    {
        for (var time = 0; time < times; time++)
        {
            using var answer = await PostAsync("/token", new { username = login, password = "not the password", device = "unknown" }, userAgent, address);
        }
    }

    /// <summary>Makes somebody an account over the API.</summary>
    public async Task RegisterAsync(string login, string email, string password, string? userAgent = null, string? address = null)
    {
        using var answer = await PostAsync("/register", new { username = login, email, password }, userAgent, address);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Waits for a mail of a kind, and gives its text.</summary>
    public async Task<string> MailAsync(string kind, string recipient)
    {
        for (var tries = 0; ; tries++)
        {
            var mail = Path.Combine(folder, "mail") is var mails && System.IO.Directory.Exists(mails)
                ? System.IO.Directory.EnumerateFiles(mails, $"*-{kind}-*.eml").Select(ReceivedEmail.Read).FirstOrDefault(each => each.Header("To").Contains(recipient, StringComparison.OrdinalIgnoreCase))
                : null;
            if (mail is not null)
            {
                return mail.Text;
            }

            tries.ShouldBeLessThan(500, $"no mail {kind} to {recipient}");
            await Task.Delay(20);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        System.IO.Directory.Delete(folder, recursive: true);
    }

    /// <param name="route">Below the API's root.</param>
    /// <param name="body">What is sent, as JSON.</param>
    /// <param name="userAgent">What the browser calls itself; null: a Firefox.</param>
    /// <param name="address">From where a proxy says that it comes; null: there is no proxy.</param>
    private async Task<HttpResponseMessage> PostAsync(string route, object body, string? userAgent, string? address)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{Address}/wp-json/headlesskey/v1{route}") { Content = JsonContent.Create(body) };
        request.Headers.TryAddWithoutValidation("User-Agent", userAgent ?? "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0");
        if (address is not null)
        {
            request.Headers.TryAddWithoutValidation("X-Forwarded-For", address);
        }

        return await client.SendAsync(request);
    }

    [GeneratedRegex(@"http://\S+/admin/setup#\S+")]
    private static partial Regex Link { get; }
}
