using System.Security.Cryptography;
using System.Text;
using HeadlessKey.FunctionalTests.Infrastructure;
using HeadlessKey.Server;
using HeadlessKey.Server.Commands;
using HeadlessKey.SigningKeys;
using HeadlessKey.Storage;
using HeadlessKey.Testing;
using HeadlessKey.WordPress;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace HeadlessKey.WordPressTests.Infrastructure;

/// <summary>A HeadlessKey server whose people are the site's, with what a front end says to it.</summary>
public sealed class ServerBeside : IAsyncDisposable
{
    public const string Issuer = "https://auth.example.test";
    private const string KeyId = "beside";

    private static readonly Dictionary<WordPressSite, Task<ServerBeside>> Shared = [];
    private static readonly Lock Gate = new();
    private readonly WebApplication app;
    private readonly string folder;

    private ServerBeside(WebApplication app, string folder)
    {
        this.app = app;
        this.folder = folder;
        Client = new ApiClient(new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()));
    }

    public ApiClient Client { get; }

    public IServiceProvider Services => app.Services;

    /// <summary>The server that most tests share. It goes with the process.</summary>
    public static Task<ServerBeside> OfAsync(WordPressSite site)
    {
        lock (Gate)
        {
            return Shared.TryGetValue(site, out var server) ? server : Shared[site] = ConnectAsync(site);
        }
    }

    /// <summary>A server of a test's own, over the same connection.</summary>
    /// <param name="site">Where its people are.</param>
    /// <param name="url">How it reaches the site; null: as the shared one does.</param>
    /// <param name="overrides">Settings.</param>
    public static async Task<ServerBeside> StartAsync(WordPressSite site, Uri? url, params (string Key, string? Value)[] overrides)
    {
        var options = (await OfAsync(site)).Services.GetRequiredService<HeadlessKeyOptions>();
        return await StartAsync(
        [
            ("HeadlessKey:SecretKey", options.SecretKey), ("HeadlessKey:WordPress:Secret", options.WordPress.Secret),
            ("HeadlessKey:WordPress:Url", url?.ToString() ?? options.WordPress.Url), .. overrides,
        ]);
    }

    /// <summary>Signs somebody in, and gives back the answer.</summary>
    public async Task<Answer> SignInAsync(SiteUser user) => (await Client.LoginAsync(user.Login, user.Password)).Expect(200);

    /// <summary>Waits for the next mail to somebody.</summary>
    public async Task<Mail> NextMailAsync(string kind, string recipient)
    {
        Mail? found = null;
        await Eventually.TrueAsync(
            () => Task.FromResult((found = Mails().FirstOrDefault(mail => mail.Kind == kind && mail.Recipient == recipient)) is not null),
            TimeSpan.FromSeconds(15),
            $"no mail {kind} to {recipient}");
        return found!;
    }

    public Task<List<string>> QueryAsync(string sql, string column) =>
        Services.GetRequiredService<Database>().ListAsync(Sql.Script(sql), row => row.TextOrNull(column) ?? string.Empty, CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
        System.IO.Directory.Delete(folder, recursive: true);
    }

    private static async Task<ServerBeside> ConnectAsync(WordPressSite site)
    {
        // HS256 by a secret of the settings: such a key is never told to the site by a call. What each server says at its start is that it has no
        // public one; tests that tell the site some run when no other does.
        var secretKey = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
        var connection = new WordPressOptions { KeyId = KeyId, Secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)) };
        var key = new SigningKey(KeyMaterial.FromSecret(Encoding.UTF8.GetBytes(secretKey)), "configured", default, default, null, null);

        // As an owner has it who lets the server give more than the role of who registers.
        var url = await site.ConfigureAsync(PhpConstants.Write(Issuer, audience: null, [key], connection, "subscriber")
            .Replace("array('subscriber')", "array('subscriber', 'author', 'editor')", StringComparison.Ordinal));
        var server = await StartAsync(
            [("HeadlessKey:SecretKey", secretKey), ("HeadlessKey:WordPress:Secret", connection.Secret), ("HeadlessKey:WordPress:Url", url.ToString())]);
        server.SiteUrl = url;
        return server;
    }

    /// <summary>The address of the site at which tokens of the shared server count.</summary>
    public Uri SiteUrl { get; private set; } = null!;

    private static async Task<ServerBeside> StartAsync((string Key, string? Value)[] settings)
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("hk-beside-").FullName;
        var all = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase)
        {
            ["urls"] = "http://127.0.0.1:0",
            ["Logging:LogLevel:Default"] = "None",
            ["Logging:LogLevel:Microsoft.AspNetCore"] = "None",
            ["HeadlessKey:PublicUrl"] = Issuer,
            ["HeadlessKey:Storage:DataFolder"] = folder,
            ["HeadlessKey:Storage:MasterKey"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)),
            ["HeadlessKey:Directory"] = "wordpress",
            ["HeadlessKey:WordPress:KeyId"] = KeyId,
            ["HeadlessKey:WordPress:Timeout"] = "00:00:30", // the machine may have a lot to do besides
            ["HeadlessKey:RateLimits:SignIn"] = "0",
            ["HeadlessKey:RateLimits:Accounts"] = "0",
            ["HeadlessKey:RateLimits:Sessions"] = "0",
            ["HeadlessKey:Lockout:NetworkThreshold"] = "100000",
        };
        foreach (var (key, value) in settings)
        {
            all[key] = value;
        }

        var app = ServerHost.Build(new ServerArguments(all), static services =>
        {
            services.AddSingleton<TextWriter>(TextWriter.Null);
        });
        await app.StartAsync();
        return new ServerBeside(app, folder);
    }

    private IEnumerable<Mail> Mails()
    {
        var mail = Path.Combine(folder, "mail");
        return System.IO.Directory.Exists(mail)
            ? System.IO.Directory.EnumerateFiles(mail, "*.eml").Select(file =>
            {
                var received = ReceivedEmail.Read(file);
                var kind = string.Join('-', Path.GetFileNameWithoutExtension(file).Split('-')[2..^1]);
                return new Mail(kind, received.Header("To").Trim('<', '>'), received.Header("Content-Language"), received.Text);
            })
            : [];
    }
}
