using Microsoft.Extensions.Configuration;

namespace HeadlessKey.Tests.Options;

public sealed class KnownSettingsTests
{
    [Theory]
    [InlineData("HeadlessKey:Token:Lifetime", "HeadlessKey:Tokens:Lifetime")]
    [InlineData("HeadlessKey:Tokens:LifeTme", "HeadlessKey:Tokens:Lifetime")]
    [InlineData("HeadlessKey:PublicUri", "HeadlessKey:PublicUrl")]
    [InlineData("HeadlessKey:SecretKeys", "HeadlessKey:SecretKey")]
    [InlineData("HeadlessKey:Storage:ConectionString", "HeadlessKey:Storage:ConnectionString")]
    public void A_misspelt_setting_stops_the_start_and_the_nearest_is_proposed(string key, string nearest)
    {
        var refusal = Should.Throw<StartupException>(() => Check(key));

        refusal.Message.ShouldStartWith(key);
        refusal.Message.ShouldEndWith($"Did you mean {nearest}?");
    }

    [Fact]
    public void Every_known_setting_passes()
    {
        foreach (var name in KnownSettings.All)
        {
            Should.NotThrow(() => Check($"HeadlessKey:{name}"));
        }
    }

    [Theory]
    [InlineData("headlesskey:tokens:lifetime")]
    [InlineData("HeadlessKey:Cors:AllowedOrigins:0")]
    [InlineData("HeadlessKey:Rest:Aliases:12")]
    [InlineData("Logging:LogLevel:Default")]
    [InlineData("HeadlessKeyOther:Setting")]
    public void Letter_case_list_entries_and_other_sections_pass(string key) => Should.NotThrow(() => Check(key));

    [Theory]
    [InlineData("HeadlessKey:Tokens")]
    [InlineData("HeadlessKey:Rest")]
    public void A_section_takes_no_value_of_its_own(string key) => Should.Throw<StartupException>(() => Check(key));

    [Fact]
    public void An_empty_configuration_passes() => Should.NotThrow(() => KnownSettings.Check(new ConfigurationBuilder().Build()));

    [Fact, Promise("W3")]
    public void The_value_of_an_unknown_setting_is_not_shown() =>
        Should.Throw<StartupException>(() => Check("HeadlessKey:SecretKy", "hidden-value")).Message.ShouldNotContain("hidden-value");

    private static void Check(string key, string value = "1") => KnownSettings.Check(
        new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create(key, (string?)value)]).Build());
}
