using Microsoft.Extensions.Configuration;

namespace HeadlessKey.Tests.Options;

[Promise("T8")]
public sealed class HookOptionsValidatorTests
{
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    [Fact]
    public void The_defaults_and_a_whole_hook_are_accepted()
    {
        Faults(_ => { }).ShouldBeEmpty();
        Faults(hook => (hook.Url, hook.Secret, hook.OnFailure) = ("https://hooks.example.com/a", Secret, "deny")).ShouldBeEmpty();
        Faults(hook => (hook.Url, hook.Secret, hook.OnFailure) = ("http://10.0.0.2/a", Secret, "allow")).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Deny")]
    [InlineData("open")]
    public void What_happens_on_failure_must_be_said(string? onFailure) =>
        Faults(hook => (hook.Url, hook.Secret, hook.OnFailure) = ("https://hooks.example.com/a", Secret, onFailure))
            .Single().ShouldContain("There is no default.");

    [Theory]
    [InlineData(null)]
    [InlineData("hooks.example.com")]
    [InlineData("ftp://hooks.example.com")]
    [InlineData("https://canary:canary@hooks.example.com")]
    public void An_address_is_http_without_a_name_and_is_not_shown(string? url)
    {
        var fault = Faults(hook => (hook.Url, hook.Secret, hook.OnFailure) = (url, Secret, "deny")).Single();

        fault.ShouldStartWith("HeadlessKey:Hooks:Authenticating:Url (");
        fault.ShouldNotContain("canary");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("whsec_short")]
    [InlineData("canary-canary-canary-canary-canary")]
    public void A_secret_is_a_strong_one_and_is_not_shown(string? secret)
    {
        var fault = Faults(hook => (hook.Url, hook.Secret, hook.OnFailure) = ("https://hooks.example.com/a", secret, "deny")).Single();

        fault.ShouldStartWith("HeadlessKey:Hooks:Authenticating:Secret (");
        fault.ShouldNotContain("canary");
    }

    [Theory]
    [InlineData(99)]
    [InlineData(10_001)]
    public void An_answer_may_take_from_100_milliseconds_to_10_seconds(int milliseconds) =>
        Faults(hook => hook.Timeout = TimeSpan.FromMilliseconds(milliseconds)).Single().ShouldStartWith("HeadlessKey:Hooks:Authenticating:Timeout (");

    [Fact]
    public void Every_point_is_looked_at()
    {
        var points = typeof(HooksOptions).GetProperties().Where(property => property.PropertyType == typeof(HttpHookOptions)).ToList();

        points.Count.ShouldBe(7);
        foreach (var point in points)
        {
            var options = new HeadlessKeyOptions();
            ((HttpHookOptions)point.GetValue(options.Hooks)!).OnFailure = "deny";
            Validate(options).Count.ShouldBe(2, point.Name);
        }
    }

    private static List<string> Faults(Action<HttpHookOptions> configure)
    {
        var options = new HeadlessKeyOptions();
        configure(options.Hooks.Authenticating);
        return Validate(options);
    }

    private static List<string> Validate(HeadlessKeyOptions options) =>
        [.. new HookOptionsValidator(new ConfigurationBuilder().Build()).Validate(null, options).Failures ?? []];
}
