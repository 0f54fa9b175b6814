using System.Diagnostics;
using System.Runtime.Versioning;

namespace HeadlessKey.FunctionalTests.CommandLine;

[UnsupportedOSPlatform("windows")]
public sealed class ServeTests
{
    [Fact]
    public async Task A_first_start_shows_the_address_then_the_link_then_a_line_that_signs_in()
    {
        await using var place = await Installation.CreateAsync(EveryEngineAttribute.Sqlite);
        await using var server = await place.ServeAsync();
        await Eventually.TrueAsync(() => Task.FromResult(server.Output.Contains("curl", StringComparison.Ordinal)), TimeSpan.FromSeconds(10));
        var lines = server.Output.Split('\n').Select(line => line.Trim()).ToList();
        var address = lines.FindIndex(line => line == $"HeadlessKey is at {server.Address.ToString().TrimEnd('/')}");
        var link = lines.FindIndex(line => line.StartsWith($"{server.Address}admin/setup#", StringComparison.Ordinal));
        var curl = lines.FindIndex(line => line.StartsWith("curl ", StringComparison.Ordinal));
        address.ShouldBeGreaterThanOrEqualTo(0, server.Output);
        link.ShouldBeGreaterThan(address);
        curl.ShouldBeGreaterThan(link);

        (await server.Client.GetAsync("/admin/setup")).Expect(200);
        var setup = new { token = lines[link].Split('#')[1], username = "admin", email = "admin@example.test", password = TestUser.Password };
        (await SendAsync(server, setup)).Expect(200);
        (await SendAsync(server, setup)).Status.ShouldBeGreaterThanOrEqualTo(400);

        // The quotes are the reader's own, for a password with spaces.
        var answer = await BashAsync(lines[curl].Replace("password=YOUR-PASSWORD", $"\"password={TestUser.Password}\"", StringComparison.Ordinal));
        var token = System.Text.Json.JsonDocument.Parse(answer).RootElement.GetProperty("token").GetString()!;
        (await server.Client.ValidateAsync(token)).Expect(200);
    }

    [Theory, EveryEngine]
    public async Task A_second_start_changes_nothing(string engine)
    {
        await using var place = await Installation.CreateAsync(engine);
        await place.AddUserAsync("root", "administrator");
        var keys = (await place.RunAsync("keys", "list", "--json")).Output;
        var master = await File.ReadAllTextAsync(Path.Combine(place.DataFolder, "master.key"));
        string token;
        await using (var first = await place.ServeAsync())
        {
            token = (await first.Client.LoginAsync("root")).Expect(200).RefreshToken;
            first.Terminate();
            (await first.WaitForExitAsync()).ShouldBe(0, first.Output);
        }

        await using var second = await place.ServeAsync();

        second.Output.ShouldNotContain("/admin/setup#");
        second.Output.ShouldNotContain("migrations");
        (await place.RunAsync("keys", "list", "--json")).Output.ShouldBe(keys);
        (await File.ReadAllTextAsync(Path.Combine(place.DataFolder, "master.key"))).ShouldBe(master);
        (await second.Client.RefreshAsync(token)).Expect(200);
    }

    [Fact]
    public async Task Nobody_else_on_the_machine_can_read_the_data()
    {
        await using var place = await Installation.CreateAsync(EveryEngineAttribute.Sqlite);
        await using var server = await place.ServeAsync();

        const UnixFileMode owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        File.GetUnixFileMode(place.DataFolder).ShouldBe(owner | UnixFileMode.UserExecute);
        var files = System.IO.Directory.GetFiles(place.DataFolder);
        files.Select(Path.GetFileName).ShouldBe(["headlesskey.db", "headlesskey.db-shm", "headlesskey.db-wal", "master.key"], ignoreOrder: true);
        files.ShouldAllBe(file => File.GetUnixFileMode(file) == owner);
    }

    [Fact]
    public async Task A_database_file_elsewhere_is_private_too()
    {
        await using var place = await Installation.CreateAsync(EveryEngineAttribute.Sqlite);
        var file = Path.Combine(place.DataFolder, "elsewhere", "accounts.db");

        (await place.RunAsync("migrate", $"--HeadlessKey:Storage:ConnectionString=Data Source={file}")).ExpectDone();

        File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Theory, EveryEngine]
    public async Task The_administrator_comes_from_the_environment_and_no_link_is_shown(string engine)
    {
        await using var place = await Installation.CreateAsync(
            engine,
            ("HEADLESSKEY_ADMIN_LOGIN", "boss"), ("HEADLESSKEY_ADMIN_EMAIL", "boss@example.test"), ("HEADLESSKEY_ADMIN_PASSWORD", TestUser.Password));
        await using var server = await place.ServeAsync();
        await Eventually.TrueAsync(() => Task.FromResult(server.Output.Contains("curl", StringComparison.Ordinal)), TimeSpan.FromSeconds(10));

        var login = (await server.Client.LoginAsync("boss")).Expect(200);

        login.Json.GetProperty("user").GetProperty("roles").EnumerateArray().Select(role => role.GetString()).ShouldBe(["administrator"]);
        server.Output.ShouldNotContain("/admin/setup");
        server.Output.ShouldNotContain(TestUser.Password);
    }

    [Fact]
    public async Task The_environment_variables_of_the_plugin_work()
    {
        const string secret = "a secret that several programs share, long enough";
        await using var place = await Installation.CreateAsync(
            EveryEngineAttribute.Sqlite,
            ("HEADLESSKEY_SECRET_KEY", secret), ("HEADLESSKEY_CORS", "false"), ("HEADLESSKEY_REST_NAMESPACE", "people"), ("HEADLESSKEY_REST_VERSION", "v7"));
        await place.AddUserAsync();
        await using var server = await place.ServeAsync("--HeadlessKey:Tokens:Lifetime=00:10:00");
        using var client = new ApiClient(server.Address, "/wp-json/people/v7");

        var login = (await client.SendAsync(
            HttpMethod.Post, "/wp-json/people/v7/token",
            new FormUrlEncodedContent([KeyValuePair.Create("username", "ada"), KeyValuePair.Create("password", TestUser.Password)]),
            headers: ("Origin", "https://app.example.test"))).Expect(200);

        login.Headers.Contains("Access-Control-Allow-Origin").ShouldBeFalse();
        login.Json.GetProperty("expires_in").GetInt32().ShouldBeInRange(598, 600);
        var parts = login.AccessToken.Split('.');
        var signature = System.Security.Cryptography.HMACSHA256.HashData(
            System.Text.Encoding.UTF8.GetBytes(secret), System.Text.Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"));
        System.Buffers.Text.Base64Url.EncodeToString(signature).ShouldBe(parts[2]);
        (await server.Client.LoginAsync()).ExpectError(404, "rest_no_route");
    }

    private static Task<Answer> SendAsync(RunningProgram server, object setup) =>
        server.Client.SendAsync(HttpMethod.Post, "/admin/api/v1/setup", System.Net.Http.Json.JsonContent.Create(setup));

    private static async Task<string> BashAsync(string line)
    {
        using var bash = Process.Start(new ProcessStartInfo("bash", ["-c", line])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var output = await bash.StandardOutput.ReadToEndAsync();
        await bash.WaitForExitAsync();
        bash.ExitCode.ShouldBe(0, await bash.StandardError.ReadToEndAsync());
        return output;
    }
}
