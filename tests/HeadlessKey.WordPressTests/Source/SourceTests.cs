using System.Diagnostics;

namespace HeadlessKey.WordPressTests.Source;

/// <summary>The file as a site gets it: whole, in the language of the oldest PHP and WordPress that it is for, and without a word outside.</summary>
public sealed class SourceTests(WordPressSite site)
{
    private static readonly string Text = File.ReadAllText(Repository.Connector);

    [SiteFact]
    public async Task Php_finds_nothing_to_say_about_it()
    {
        var (exitCode, output) = await RunPhpAsync("-d", "error_reporting=-1", "-d", "display_errors=1", "-l", Repository.Connector);

        exitCode.ShouldBe(0, output);
        output.ShouldStartWith("No syntax errors detected");
        output.Trim().ShouldNotContain("\n");
    }

    [SiteFact]
    public async Task It_keeps_to_the_language_of_php_7_4()
    {
        var (exitCode, output) = await RunPhpAsync(Repository.PathOf("tests/wordpress-site/php-7.4.php"), Repository.Connector);

        output.Trim().ShouldBeEmpty();
        exitCode.ShouldBe(0);
    }

    [SiteTheory]
    [InlineData("<?php function a(int|string $b) {}")]
    [InlineData("<?php function a(): static {}")]
    [InlineData("<?php function a(mixed $b) {}")]
    [InlineData("<?php class A { public function __construct(private int $b) {} }")]
    [InlineData("<?php echo match (1) { 1 => 2 };")]
    [InlineData("<?php echo $a?->b;")]
    [InlineData("<?php f(name: 1);")]
    [InlineData("<?php function a($b, ) {}")]
    [InlineData("<?php $f = function ($b, ) {};")]
    [InlineData("<?php try { f(); } catch (E) { }")]
    [InlineData("<?php $a = $b ?? throw new E();")]
    [InlineData("<?php #[A]\nclass B {}")]
    [InlineData("<?php enum A { case B; }")]
    [InlineData("<?php class A { public readonly int $b; }")]
    [InlineData("<?php $f = strlen(...);")]
    [InlineData("<?php echo str_contains('a', 'b');")]
    [InlineData("<?php echo \\array_is_list([]);")]
    [InlineData("<?php final class A { final const B = 1; }")]
    [InlineData("<?php echo 0o17;")]
    public async Task The_rule_knows_later_php_when_it_sees_it(string code)
    {
        var file = Path.Combine(Path.GetTempPath(), $"hk-php-{Guid.NewGuid():N}.php");
        await File.WriteAllTextAsync(file, code);
        var (exitCode, output) = await RunPhpAsync(Repository.PathOf("tests/wordpress-site/php-7.4.php"), file);
        File.Delete(file);

        output.ShouldStartWith("line ");
        exitCode.ShouldBe(1);
    }

    [SiteTheory]
    [InlineData("curl_")]
    [InlineData("wp_remote_")]
    [InlineData("file_get_contents")]
    [InlineData("eval(")]
    [InlineData("unserialize")]
    [InlineData("include")]
    [InlineData("require")]
    [InlineData("CREATE TABLE")]
    public void It_asks_nobody_loads_nothing_and_has_no_table(string word) =>
        Text.Split('\n').Where(line => !line.TrimStart().StartsWith('*') && line.Contains(word, StringComparison.Ordinal)).ShouldBeEmpty();

    [SiteFact]
    public async Task No_request_of_these_tests_has_made_php_complain()
    {
        // One of each kind, with every notice of PHP in the log.
        var user = await site.AddUserAsync();
        await site.GetMeAsync((await SiteToken.OfAsync(site, user)).Sign());
        await site.CallAsync("/health", new { });

        site.ReadLog("php.log").Split('\n').Where(line => line.Contains("headlesskey", StringComparison.OrdinalIgnoreCase)).ShouldBeEmpty();
    }

    [SiteFact]
    public void The_readme_and_the_file_are_of_one_version()
    {
        var version = Text.Split("Version: ")[1].Split('\n')[0];
        var readme = File.ReadAllText(Repository.PathOf("wordpress/readme.txt"));

        Text.ShouldContain($"const VERSION = '{version}';");
        readme.ShouldContain($"Stable tag: {version}\n");
        readme.ShouldContain($"= {version} =\n");
        readme.ShouldContain("Requires at least: 6.0\n");
        readme.ShouldContain("Requires PHP: 7.4\n");
    }

    [SiteFact]
    public async Task A_session_of_wordpress_itself_costs_no_further_query_for_a_token()
    {
        // As many queries as the same request by application password, but for those that look that one up.
        await site.AddPluginAsync("counts-queries", """
            if (isset($_SERVER['HTTP_X_TEST_QUERIES'])) {
                add_filter('rest_pre_serve_request', function ($served) { header('X-Queries: ' . get_num_queries()); return $served; });
            }
            """);
        var author = await site.AddUserAsync("author");
        var token = (await SiteToken.OfAsync(site, author)).Sign();

        var byToken = await CountAsync($"Bearer {token}");
        var byPassword = await CountAsync("Basic " + Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"{author.Login}:{await site.AddApplicationPasswordAsync(author)}")));

        byToken.ShouldBeLessThanOrEqualTo(byPassword);

        async Task<int> CountAsync(string header)
        {
            using var request = site.Request(HttpMethod.Get, "/wp-json/wp/v2/users/me");
            request.Headers.Add("Authorization", header);
            request.Headers.Add("X-Test-Queries", "1");
            return int.Parse((await site.SendAsync(request)).ShouldBe(System.Net.HttpStatusCode.OK).Header("X-Queries")!);
        }
    }

    private static async Task<(int ExitCode, string Output)> RunPhpAsync(params string[] arguments)
    {
        using var php = Process.Start(new ProcessStartInfo("php", arguments) { UseShellExecute = false, RedirectStandardOutput = true })!;
        var output = await php.StandardOutput.ReadToEndAsync();
        await php.WaitForExitAsync();
        return (php.ExitCode, output);
    }
}
