using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace HeadlessKey.Tests.Options;

[Promise("T8")]
public sealed class HeadlessKeyOptionsValidatorTests
{
    private const string GoodSecret = "8Vd2kq0Zs7TtYw3LxPc9RmBnHf5JgEaU";

    [Fact]
    public void The_defaults_with_an_address_will_do() => Faults(_ => { }).ShouldBeEmpty();

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("example.com")]
    [InlineData("/path")]
    [InlineData("ftp://example.com")]
    [InlineData("javascript:alert(1)")]
    public void The_public_address_must_be_http(string? url) => FaultsNamed("PublicUrl", options => options.PublicUrl = url);

    [Theory]
    [InlineData("http://127.0.0.1:5080")]
    [InlineData("https://example.com/app")]
    public void The_public_address_may_be(string url) => Faults(options => options.PublicUrl = url).ShouldBeEmpty();

    [Theory]
    [InlineData("")]
    [InlineData("short")]
    [InlineData("8Vd2kq0Zs7TtYw3LxPc9RmBnHf5JgEa")]                       // 31 bytes
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("your-256-bit-secretyour-256-bit-secret")]
    [InlineData("a-string-secret-at-least-256-bits-long")]
    public void A_weak_or_published_secret_is_refused(string secret) => FaultsNamed("SecretKey", options => options.SecretKey = secret);

    [Theory]
    [InlineData(GoodSecret)]                                              // 32 bytes
    [InlineData("äöüßéèêçñáàâìíîò")]                                      // 16 letters, 32 bytes
    public void A_secret_of_256_bits_will_do(string secret) => Faults(options => options.SecretKey = secret).ShouldBeEmpty();

    [Fact, Promise("W3")]
    public void A_refused_secret_is_not_shown() =>
        FaultsNamed("SecretKey", options => options.SecretKey = "my-hidden-short-one").ShouldNotContain("my-hidden-short-one");

    [Fact]
    public void A_device_limit_is_for_a_role() =>
        FaultsNamed("Sessions:RoleLimits:Editor", options => options.Sessions.RoleLimits["Editor"] = 2).ShouldContain("is for no role");

    [Theory]
    [InlineData("RS256")]
    [InlineData("ES256")]
    public void A_secret_beside_another_algorithm_is_refused(string algorithm) => FaultsNamed("SecretKey", options =>
    {
        options.SecretKey = GoodSecret;
        options.Keys.Algorithm = algorithm;
    });

    [Fact]
    public void A_secret_beside_its_own_algorithm_will_do() => Faults(options =>
    {
        options.SecretKey = GoodSecret;
        options.Keys.Algorithm = "HS256";
    }).ShouldBeEmpty();

    [Theory]
    [InlineData("none")]
    [InlineData("hs256")]
    [InlineData("HS512")]
    [InlineData("")]
    public void An_algorithm_outside_the_contract_is_refused(string algorithm) =>
        FaultsNamed("Keys:Algorithm", options => options.Keys.Algorithm = algorithm);

    [Fact]
    public void Any_page_with_credentials_is_refused() =>
        FaultsNamed("Cors:AllowedOrigins", options => options.Cors.AllowedOrigins = ["https://a.example", "*"]);

    [Theory]
    [InlineData("example.com")]
    [InlineData("https://example.com/")]
    [InlineData("https://example.com/path")]
    [InlineData("null")]
    [InlineData("https://*.example.com")]
    [InlineData("")]
    public void What_is_no_origin_is_refused(string origin) =>
        FaultsNamed("Cors:AllowedOrigins", options => options.Cors.AllowedOrigins = [origin]);

    [Theory]
    [InlineData("https://app.example.com")]
    [InlineData("http://localhost:3000")]
    [InlineData("HTTPS://APP.EXAMPLE.COM")]
    public void An_origin_is_a_scheme_a_host_and_a_port(string origin) => Faults(options => options.Cors.AllowedOrigins = [origin]).ShouldBeEmpty();

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("wp-json")]
    [InlineData("/wp-json/")]
    [InlineData("/wp json")]
    [InlineData("/wp-json\n")]
    [InlineData("/{id}")]
    public void A_prefix_is_a_path(string prefix) => FaultsNamed("Rest:Prefix", options => options.Rest.Prefix = prefix);

    [Theory]
    [InlineData("")]
    [InlineData("a/b")]
    [InlineData("a b")]
    [InlineData("{x}")]
    public void A_namespace_and_a_version_are_one_segment(string text)
    {
        FaultsNamed("Rest:Namespace", options => options.Rest.Namespace = text);
        FaultsNamed("Rest:Version", options => options.Rest.Version = text);
    }

    [Theory]
    [InlineData("/leading")]
    [InlineData("trailing/")]
    [InlineData("with space")]
    public void An_alias_is_a_namespace_and_a_version(string alias) => FaultsNamed("Rest:Aliases", options => options.Rest.Aliases = [alias]);

    [Fact]
    public void One_empty_alias_means_none() => Faults(options => options.Rest.Aliases = [""]).ShouldBeEmpty();

    [Theory]
    [InlineData("mysql")]
    [InlineData("SQLite")]
    [InlineData("")]
    public void Only_two_engines_are_known(string engine) => FaultsNamed("Storage:Engine", options => options.Storage.Engine = engine);

    [Theory]
    [InlineData("00:00:00", true)]
    [InlineData("23:59:59", false)]
    [InlineData("1.00:00:00", true)]
    [InlineData("-1.00:00:00", false)]
    public void Keys_rotate_never_or_once_a_day_at_most(string every, bool good) =>
        (Faults(options => options.Keys.RotateEvery = TimeSpan.Parse(every, CultureInfo.InvariantCulture)).Count == 0).ShouldBe(good);

    [Theory]
    [InlineData("10.0.0.2")]
    [InlineData("10.0.0.0/8")]
    [InlineData("fd00::/8")]
    [InlineData("::1")]
    public void A_proxy_is_an_address_or_a_network(string proxy) => Faults(options => options.Proxies.Trusted = [proxy]).ShouldBeEmpty();

    [Theory]
    [InlineData("proxy.example.com")]
    [InlineData("10.0.0.0/33")]
    [InlineData("*")]
    [InlineData("")]
    [InlineData("0.0.0.0/0")] // everybody
    [InlineData("::/0")]
    public void Nothing_else_is_a_proxy(string proxy) => FaultsNamed("Proxies:Trusted", options => options.Proxies.Trusted = ["127.0.0.1", proxy]);

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("10.0.0.0/8")]
    [InlineData("fd00::/8")]
    public void An_address_or_a_network_inside_may_be_allowed(string network) =>
        Faults(options => options.Outbound.AllowedNetworks = [network]).ShouldBeEmpty();

    [Theory]
    [InlineData("")]
    [InlineData("localhost")]
    [InlineData("10.0.0.0/33")]
    [InlineData("10.0.0.2:8080")]
    public void Nothing_else_may_be_allowed(string network) =>
        FaultsNamed("Outbound:AllowedNetworks", options => options.Outbound.AllowedNetworks = ["127.0.0.1", network]);

    [Fact]
    public void One_of_two_headers_is_read() => FaultsNamed("Proxies:Header", options => options.Proxies.Header = "x-real-ip");

    [Fact]
    public void All_faults_are_told_at_once() => Faults(options =>
    {
        options.PublicUrl = null;
        options.Storage.Engine = "x";
        options.Tokens.Lifetime = TimeSpan.Zero;
    }).Count.ShouldBe(3);

    private static string FaultsNamed(string setting, Action<HeadlessKeyOptions> change)
    {
        var fault = Faults(change).ShouldHaveSingleItem();
        fault.ShouldStartWith($"HeadlessKey:{setting} (");
        return fault;
    }

    private static List<string> Faults(Action<HeadlessKeyOptions> change)
    {
        var options = new HeadlessKeyOptions { PublicUrl = "https://example.com" };
        change(options);
        return [.. new HeadlessKeyOptionsValidator(new ConfigurationBuilder().Build()).Validate(name: null, options).Failures ?? []];
    }
}
