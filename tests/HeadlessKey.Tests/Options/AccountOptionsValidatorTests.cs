using Microsoft.Extensions.Configuration;

namespace HeadlessKey.Tests.Options;

[Promise("T8")]
public sealed class AccountOptionsValidatorTests
{
    [Fact]
    public void The_defaults_are_accepted() => Faults(_ => { }).ShouldBeEmpty();

    [Theory]
    [InlineData("administrator")]
    [InlineData("Subscriber")]
    [InlineData("")]
    public void Nobody_registers_as_administrator_or_as_nonsense(string role) =>
        Fault(options => options.Registration.DefaultRole = role).ShouldStartWith("HeadlessKey:Registration:DefaultRole (");

    [Theory]
    [InlineData("example.com")]
    [InlineData("*.example.com")]
    [InlineData("münchen.example")]
    public void A_domain_is_written_like(string domain) => Faults(options => options.Registration.AllowedDomains = [domain]).ShouldBeEmpty();

    [Theory]
    [InlineData("@example.com")]
    [InlineData("ada@example.com")]
    [InlineData("*")]
    [InlineData("*.")]
    [InlineData("https://example.com")]
    [InlineData("exa mple.com")]
    public void A_domain_is_not_written_like(string domain)
    {
        Fault(options => options.Registration.AllowedDomains = ["example.com", domain]).ShouldContain($"has {domain};");
        Fault(options => options.Registration.RefusedDomains = [domain]).ShouldStartWith("HeadlessKey:Registration:RefusedDomains (");
    }

    [Fact]
    public void Without_mail_nothing_can_hang_on_a_mailed_link()
    {
        Fault(options => (options.Email.Transport, options.Registration.EmailVerification) = ("none", "required")).ShouldContain("nobody could ever sign in");
        Fault(options => (options.Email.Transport, options.Registration.Private) = ("none", true)).ShouldStartWith("HeadlessKey:Registration:Private (");
        Faults(options => (options.Email.Transport, options.Registration.EmailVerification) = ("none", "optional")).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Registration:Mode", "everybody")]
    [InlineData("Registration:EmailVerification", "true")]
    [InlineData("Email:Transport", "sendmail")]
    [InlineData("Email:Smtp:Security", "ssl")]
    [InlineData("Passwords:BreachCheck", "on")]
    public void A_choice_names_what_there_is_to_choose(string setting, string value)
    {
        var options = Configured((setting, value), out var configuration);

        new AccountOptionsValidator(configuration).Validate(name: null, options).Failures.ShouldNotBeNull().ShouldHaveSingleItem()
            .ShouldContain($"is {value}; it must be one of ");
    }

    [Theory]
    [InlineData("Links:ResetPassword")]
    [InlineData("Links:VerifyEmail")]
    [InlineData("Links:Register")]
    [InlineData("Passwords:BreachCheckUrl")]
    public void A_link_leads_to_a_web_page(string setting)
    {
        var options = Configured((setting, "javascript:alert(1)"), out var configuration);

        new AccountOptionsValidator(configuration).Validate(name: null, options).Failures.ShouldNotBeNull().ShouldHaveSingleItem()
            .ShouldContain("must be an http or https address");
    }

    [Fact]
    public void Smtp_needs_a_server() => Fault(options => options.Email.Transport = "smtp").ShouldStartWith("HeadlessKey:Email:Smtp:Host (");

    [Fact]
    public void A_sender_is_an_address() => Fault(options => options.Email.From = "nobody").ShouldStartWith("HeadlessKey:Email:From (");

    private static string Fault(Action<HeadlessKeyOptions> set) => Faults(set).ShouldHaveSingleItem();

    private static string[] Faults(Action<HeadlessKeyOptions> set)
    {
        var options = new HeadlessKeyOptions { PublicUrl = "https://example.com" };
        set(options);
        return [.. new AccountOptionsValidator(new ConfigurationBuilder().Build()).Validate(name: null, options).Failures ?? []];
    }

    private static HeadlessKeyOptions Configured((string Setting, string Value) one, out IConfiguration configuration)
    {
        configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([KeyValuePair.Create($"HeadlessKey:{one.Setting}", (string?)one.Value)]).Build();
        return configuration.GetSection(HeadlessKeyOptions.Section).Get<HeadlessKeyOptions>()!;
    }
}
