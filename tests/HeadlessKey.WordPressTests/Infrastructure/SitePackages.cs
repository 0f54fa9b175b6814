namespace HeadlessKey.WordPressTests.Infrastructure;

/// <summary>What Debian must have installed for there to be a site; <c>test.sh</c> sees to it.</summary>
public static class SitePackages
{
    private static readonly string Core = Environment.GetEnvironmentVariable("HEADLESSKEY_TEST_WORDPRESS") ?? "/usr/share/wordpress";

    private static readonly string[] Needed =
        [Path.Combine(Core, "wp-load.php"), "/usr/sbin/mariadbd", "/usr/sbin/nginx", "/usr/sbin/apache2", "/usr/bin/php"];

    /// <summary>What is not there, or null.</summary>
    public static string? Missing { get; } =
        Needed.FirstOrDefault(path => !File.Exists(path))
        ?? (System.IO.Directory.EnumerateFiles("/usr/sbin", "php-fpm*").Any() ? null : "/usr/sbin/php-fpm");
}
