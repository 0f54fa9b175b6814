using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace HeadlessKey.WordPressTests.Infrastructure;

/// <summary>
/// A real WordPress with the connector, from Debian's packages, for the time of the test run: MariaDB, PHP-FPM and nginx, on loopback and in
/// a temporary folder. There are users <c>admin</c>, <c>editor</c>, <c>author</c> and <c>subscriber</c>.
/// </summary>
public sealed class WordPressSite : IAsyncLifetime
{
    private readonly string secret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
    private readonly int port = FreePort.Next();
    private readonly int apachePort = FreePort.Next();
    private readonly Lazy<Task> apache;
    private SiteProcess? process;
    private int addresses = 1;
    private int users;

    public WordPressSite()
    {
        Url = new Uri($"http://127.0.0.1:{port}");
        ApacheUrl = new Uri($"http://127.0.0.1:{apachePort}");
        Folder = Path.Combine(Path.GetTempPath(), $"hk-wordpress-{secret[..8]}");
        apache = new Lazy<Task>(() => SendAsync("start apache"));
    }

    /// <summary>Where the site is, without a slash at the end.</summary>
    public Uri Url { get; }

    /// <summary>The same site behind Apache, once <see cref="StartApacheAsync"/> has been awaited.</summary>
    public Uri ApacheUrl { get; }

    /// <summary>Its files: <c>www</c>, <c>etc</c>, <c>log</c>, <c>mail</c>, <c>run</c>.</summary>
    public string Folder { get; }

    /// <summary>Sends requests as they are: no cookies of its own, no redirects.</summary>
    public HttpClient Http { get; } = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { Timeout = TimeSpan.FromSeconds(60) };

    public async ValueTask InitializeAsync()
    {
        if (SitePackages.Missing is not null)
        {
            return; // every test that needs the site is skipped
        }

        process = await SiteProcess.StartAsync(Folder, port, apachePort);
        await File.WriteAllTextAsync(Path.Combine(Folder, "etc", "eval-secret"), secret);
        await File.WriteAllTextAsync(Path.Combine(Folder, "etc", "connector.php"), "<?php\n" + ConnectorConstants.OfTheSite);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (process is not null)
        {
            await process.DisposeAsync();
        }
    }

    /// <summary>Starts a part again: <c>database</c>, <c>php</c>, <c>nginx</c>. Only for tests of <see cref="WholeSiteCollection"/>.</summary>
    public Task StartAsync(string part) => SendAsync($"start {part}");

    /// <summary>Starts one more web server: a name that begins with <c>nginx</c> or <c>apache</c>, and its configuration.</summary>
    public async Task StartAsync(string name, string configuration)
    {
        var file = Path.Combine(Folder, "etc", $"{name}.conf");
        await File.WriteAllTextAsync(file, configuration);
        await SendAsync($"start {name} {file}");
    }

    /// <summary>Stops a part.</summary>
    public Task StopAsync(string part) => SendAsync($"stop {part}");

    public Task StartApacheAsync() => apache.Value;

    /// <summary>The site once more, at an address of its own, where the connector has other constants.</summary>
    /// <param name="constants">PHP without its opening tag.</param>
    public async Task<Uri> ConfigureAsync(string constants)
    {
        var address = $"127.0.0.{Interlocked.Increment(ref addresses)}";
        await File.WriteAllTextAsync(Path.Combine(Folder, "etc", $"connector-{address}.php"), "<?php\n" + constants);
        return new Uri($"http://{address}:{port}");
    }

    /// <summary>One of the four users that the site begins with, for what changes nothing about them.</summary>
    public async Task<SiteUser> GetUserAsync(string login)
    {
        var known = (await CallAsync("/user", new { by = "login", value = login })).ShouldBe(HttpStatusCode.OK).Json.GetProperty("user");
        return new SiteUser(known.GetProperty("ID").GetInt64(), login, $"{login} of the test site");
    }

    /// <summary>A new user, for one test to do with as it likes.</summary>
    public async Task<SiteUser> AddUserAsync(string role = "subscriber", string? password = null)
    {
        var user = new SiteUser(0, $"user{Interlocked.Increment(ref users)}", password ?? $"a password {Guid.NewGuid():N}");
        var id = await RunPhpAsync($$"""
            return wp_insert_user(wp_slash(array(
                'user_login' => {{Php.Text(user.Login)}}, 'user_email' => {{Php.Text(user.Email)}}, 'user_pass' => {{Php.Text(user.Password)}},
                'display_name' => {{Php.Text(user.Login)}}, 'role' => {{Php.Text(role)}})));
            """);
        return user with { Id = id.GetInt64() };
    }

    /// <summary>Another plugin, for the rest of the run: it should do nothing unless a request asks for it.</summary>
    /// <param name="name">The name of its file.</param>
    /// <param name="code">PHP without its opening tag.</param>
    public Task AddPluginAsync(string name, string code) =>
        File.WriteAllTextAsync(Path.Combine(Folder, "www", "wp-content", "mu-plugins", $"{name}.php"), "<?php\n" + code);

    public async Task<string> AddApplicationPasswordAsync(SiteUser user) =>
        (await RunPhpAsync($"return WP_Application_Passwords::create_new_application_password({user.Id}, array('name' => 'test'))[0];")).GetString()!;

    /// <summary>The user's stamp, as the server learns it.</summary>
    public async Task<string> GetStampAsync(SiteUser user) =>
        (await CallAsync("/user", new { by = "id", value = user.Id })).ShouldBe(HttpStatusCode.OK).Json.GetProperty("user").GetProperty("stamp").GetString()!;

    /// <summary>Makes a signed call; the answer's signature is right.</summary>
    public Task<SiteAnswer> CallAsync(string route, object body) => new SignedCall(route, body).SendAsync(this);

    /// <summary>Who the site takes the sender of this token for.</summary>
    public Task<SiteAnswer> GetMeAsync(string? token) => GetAsync("/wp-json/wp/v2/users/me", token);

    /// <summary>Runs PHP inside WordPress, and gives back what it returns.</summary>
    public async Task<JsonElement> RunPhpAsync(string code)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Url, "/test-eval.php")) { Content = new StringContent(code) };
        request.Headers.Add("X-Test-Secret", secret);
        var answer = await SendAsync(request);
        answer.Status.ShouldBe(HttpStatusCode.OK, $"{code}\n{answer.Body}\n{ReadLog("php.log")}");
        return answer.Json.GetProperty("value");
    }

    /// <summary>Runs a statement in WordPress's database; rows are lines, columns stand between tabs.</summary>
    public async Task<string> SqlAsync(string statement)
    {
        var start = new ProcessStartInfo(
            "mariadb", [$"--socket={Folder}/run/database.sock", "-uroot", "--skip-column-names", "--batch", "wordpress", "-e", statement])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var mariadb = Process.Start(start)!;
        var errors = mariadb.StandardError.ReadToEndAsync();
        var rows = await mariadb.StandardOutput.ReadToEndAsync();
        await mariadb.WaitForExitAsync();
        mariadb.ExitCode.ShouldBe(0, await errors);
        return rows.TrimEnd('\n');
    }

    public async Task<SiteAnswer> SendAsync(HttpRequestMessage request) => await SiteAnswer.OfAsync(await Http.SendAsync(request));

    /// <summary>A request of the REST API, with a bearer token if there is one.</summary>
    public Task<SiteAnswer> GetAsync(string path, string? token = null) => SendAsync(Request(HttpMethod.Get, path, token));

    public HttpRequestMessage Request(HttpMethod method, string path, string? token = null, object? body = null)
    {
        var request = new HttpRequestMessage(method, new Uri(Url, path));
        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }

        if (body is not null)
        {
            request.Content = new StringContent(JsonSerializer.Serialize(body), Encoding.UTF8, "application/json");
        }

        return request;
    }

    /// <summary>A log of the site, such as <c>php.log</c>; empty when there is none.</summary>
    public string ReadLog(string name)
    {
        var file = Path.Combine(Folder, "log", name);
        return File.Exists(file) ? File.ReadAllText(file) : string.Empty;
    }

    private Task SendAsync(string line) => process!.SendAsync(line);
}
