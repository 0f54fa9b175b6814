using HeadlessKey.Outbound;
using HeadlessKey.Webhooks;

namespace HeadlessKey.Tests.Webhooks;

[Promise("R6")]
public sealed class WebhookPolicyTests
{
    [Theory]
    [InlineData("https://app.example.com/webhooks")]
    [InlineData("https://app.example.com:8443/webhooks?tenant=7")]
    [InlineData("https://93.184.216.34/")]
    public void An_https_address_outside_is_right(string url) => Fault(url).ShouldBeNull();

    [Theory]
    [InlineData("")]
    [InlineData("app.example.com/webhooks")]
    [InlineData("ftp://app.example.com/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("gopher://127.0.0.1:6379/_")]
    [InlineData("http://app.example.com/webhooks")]
    [InlineData("http://93.184.216.34/")]
    [InlineData("https://user:password@app.example.com/")]
    [InlineData("https://app.example.com/#x")]
    [InlineData("https://127.0.0.1/")]
    [InlineData("https://[::1]/")]
    [InlineData("https://[::ffff:127.0.0.1]/")]
    [InlineData("https://169.254.169.254/latest/meta-data/")]
    [InlineData("https://10.0.0.1/")]
    [InlineData("https://0x7f000001/")]
    [InlineData("https://2130706433/")]
    [InlineData("http://localhost:3000/")]
    [InlineData("http://app:3000/")]
    public void Anything_else_is_not(string url) => Fault(url).ShouldNotBeNull();

    [Theory]
    [InlineData("http://127.0.0.1:3000/hook")]
    [InlineData("http://localhost:3000/hook")]
    [InlineData("http://app:3000/hook")]
    [InlineData("https://127.0.0.1/hook")]
    public void Plain_http_stays_in_a_network_that_is_named(string url)
    {
        Fault(url, "127.0.0.0/8").ShouldBeNull();
        Fault("http://app.example.com/hook", "127.0.0.0/8").ShouldNotBeNull();
        Fault("http://10.0.0.1/hook", "127.0.0.0/8").ShouldNotBeNull();
    }

    [Theory]
    [InlineData("*")]
    [InlineData("user.*")]
    [InlineData("login.failed", "token.*", "webhook.tested")]
    public void Types_and_families_are_right(params string[] types) => WebhookPolicy.FindTypesFault(types).ShouldBeNull();

    [Theory]
    [InlineData]
    [InlineData("login")]
    [InlineData("login.*.*")]
    [InlineData("*.failed")]
    [InlineData("nothing.*")]
    [InlineData("login.failed", "login.faild")]
    public void What_is_no_type_is_refused(params string[] types) => WebhookPolicy.FindTypesFault(types).ShouldNotBeNull();

    private static string? Fault(string url, params string[] allowed)
    {
        var options = new HeadlessKeyOptions();
        options.Outbound.AllowedNetworks = allowed;
        return new WebhookPolicy(new OutboundAddressPolicy(options, new OwnAddresses(() => [])), options).FindUrlFault(url);
    }
}
