using System.Diagnostics;
using System.Text.Json;
using HeadlessKey.FunctionalTests.CommandLine;
using HeadlessKey.FunctionalTests.Infrastructure;

namespace HeadlessKey.WordPressTests.Directory;

/// <summary><c>headlesskey wordpress connect</c> and <c>check</c>, as an operator runs them.</summary>
[Collection(WholeSiteCollection.Name)] // the site has one list of the keys that it was told
public sealed class ConnectTests(WordPressSite site) : IDisposable
{
    private readonly string folder = System.IO.Directory.CreateTempSubdirectory("hk-connect-").FullName;

    public void Dispose() => System.IO.Directory.Delete(folder, recursive: true);

    [SiteFact]
    public async Task What_it_prints_and_what_it_writes_belong_together()
    {
        var at = await site.ConfigureAsync(string.Empty);
        (await RunAsync("wordpress", "check")).Error.ShouldContain("Run: headlesskey wordpress connect URL");

        var connected = await RunAsync("wordpress", "connect", at.ToString(), "--set", "HeadlessKey:PublicUrl=https://auth.example.test");

        connected.ExitCode.ShouldBe(0, connected.Error);
        connected.Output.ShouldNotContain("HEADLESSKEY_KEYS"); // what stands there outlives the key
        var file = Path.Combine(folder, "wordpress.json");
        (OperatingSystem.IsWindows() || File.GetUnixFileMode(file) == (UnixFileMode.UserRead | UnixFileMode.UserWrite)).ShouldBeTrue("others could read the secret");
        await File.WriteAllTextAsync(Path.Combine(site.Folder, "etc", $"connector-{at.Host}.php"), "<?php\n" + connected.Output);
        Find(await CheckAsync(), "keys").ShouldContain("start the server");
        await ServeUntilAsync(async () => (await CheckAsync()).ExitCode == 0);
        (await RunAsync("wordpress", "connect", at.ToString(), "--set", "HeadlessKey:PublicUrl=https://auth.example.test")).Output.ShouldBe(connected.Output);

        // And what is wrong is named: the issuer, the secret, the clock's and the header's turn come below.
        Find(await RunAsync("wordpress", "check", "--json"), "issuer").ShouldContain("HEADLESSKEY_ISSUER is https://auth.example.test");
        Find(await RunAsync("wordpress", "check", "--json", "--set", $"HeadlessKey:WordPress:Secret={new string('x', 40)}"), "connection").ShouldContain("does not take our signature");

        // A key that leaked: the site forgets what it was told, and what somebody has put into the constants is named.
        var leaked = JsonDocument.Parse((await RunAsync("keys", "list", "--json")).Output).RootElement.EnumerateArray()
            .Single(key => key.GetProperty("algorithm").GetString() == "ES256").GetProperty("kid").GetString()!;
        (await RunAsync("keys", "rotate", "--now")).ExitCode.ShouldBe(0);
        (await RunAsync("keys", "retire", leaked, "--drop")).ExitCode.ShouldBe(0);
        Find(await CheckAsync(), "dropped keys").ShouldContain(leaked);
        await ServeUntilAsync(async () => (await CheckAsync()).ExitCode == 0);
        await File.AppendAllTextAsync(
            Path.Combine(site.Folder, "etc", $"connector-{at.Host}.php"), $"define('HEADLESSKEY_KEYS', array('{leaked}' => array('ES256', {Php.Text(TestKeys.Es256.Verifier)})));");
        Find(await CheckAsync(), "dropped keys").ShouldContain("HEADLESSKEY_KEYS");

        Task<(int ExitCode, string Output, string Error)> CheckAsync() =>
            RunAsync("wordpress", "check", "--json", "--set", "HeadlessKey:PublicUrl=https://auth.example.test");
    }

    /// <summary>The server runs until that is so.</summary>
    private async Task ServeUntilAsync(Func<Task<bool>> condition)
    {
        using var server = Process.Start(BuiltProgram.Of(
            "src/HeadlessKey.Server", new Dictionary<string, string>(), ["serve", "--data", folder, "--urls", $"http://127.0.0.1:{FreePort.Next()}"]))!;
        server.OutputDataReceived += static (_, _) => { };
        server.ErrorDataReceived += static (_, _) => { };
        server.BeginOutputReadLine();
        server.BeginErrorReadLine();
        try
        {
            await Eventually.TrueAsync(condition, TimeSpan.FromMinutes(1), "the site was not told the keys");
        }
        finally
        {
            server.Kill();
            await server.WaitForExitAsync();
        }
    }

    [SiteFact]
    public async Task What_is_wrong_with_the_site_is_named()
    {
        await site.StartApacheAsync();
        var connection = new[]
        {
            "--set", "HeadlessKey:Directory=wordpress", "--set", $"HeadlessKey:WordPress:KeyId={ConnectorConstants.CallKey}",
            "--set", $"HeadlessKey:WordPress:Secret={ConnectorConstants.CallSecret}", "--set", $"HeadlessKey:PublicUrl={ConnectorConstants.Issuer}",
            "--set", $"HeadlessKey:Tokens:Audience={ConnectorConstants.Audience}",
        };

        var apache = await CheckAsync(site.ApacheUrl.ToString());
        var nobody = await CheckAsync("http://127.0.0.1:9");
        var noConnector = await CheckAsync((await site.ConfigureAsync("define('HEADLESSKEY_ISSUER', 'https://x.example');")).ToString());

        Find(apache, "header").ShouldContain("CGIPassAuth On");
        Find(apache, "keys").ShouldContain("HS256");
        Find(nobody, "connection").ShouldContain("no connection");
        Find(noConnector, "connection").ShouldContain("no connector");

        Task<(int ExitCode, string Output, string Error)> CheckAsync(string url) =>
            RunAsync(["wordpress", "check", "--json", .. connection, "--set", $"HeadlessKey:WordPress:Url={url}"]);
    }

    [SiteFact]
    public async Task A_database_with_accounts_of_its_own_is_not_mixed_with_a_sites()
    {
        (await RunAsync("user", "add", "ada", "ada@example.test")).ExitCode.ShouldBe(0);

        var refused = await RunAsync("wordpress", "connect", "https://www.example.test");

        refused.ExitCode.ShouldBe(1);
        refused.Error.ShouldContain("accounts of its own");
        File.Exists(Path.Combine(folder, "wordpress.json")).ShouldBeFalse();
        (await RunAsync("user", "list", "--set", "HeadlessKey:Directory=wordpress", "--set", "HeadlessKey:WordPress:Url=https://www.example.test", "--set", "HeadlessKey:WordPress:KeyId=x", "--set", $"HeadlessKey:WordPress:Secret={new string('x', 40)}"))
            .Error.ShouldContain("this database has accounts of its own");
    }

    /// <summary>The line about one thing that was looked at; the program has exited with 1.</summary>
    private static string Find((int ExitCode, string Output, string Error) check, string name)
    {
        check.ExitCode.ShouldBe(1, check.Output + check.Error);
        using var findings = JsonDocument.Parse(check.Output);
        var finding = findings.RootElement.EnumerateArray().Single(one => one.GetProperty("check").GetString() == name);
        finding.GetProperty("state").GetString().ShouldBe("wrong", check.Output);
        return finding.GetProperty("what_to_do").GetString()!;
    }

    private async Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using var process = Process.Start(BuiltProgram.Of("src/HeadlessKey.Server", new Dictionary<string, string>(), [.. arguments, "--data", folder]))!;
        await process.StandardInput.WriteLineAsync(TestUser.Password);
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output, await error);
    }
}
