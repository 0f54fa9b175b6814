using System.Net;
using HeadlessKey.Access;

namespace HeadlessKey.Tests.Access;

public sealed class AccessRulesTests
{
    [Fact]
    public void Without_settings_there_is_nothing_to_ask()
    {
        var rules = new AccessRules(new AccessOptions());

        rules.AreEmpty.ShouldBeTrue();
        rules.FindRule("token").ShouldBeNull();
        rules.Admits("token", IPAddress.Loopback).ShouldBeTrue();
        rules.Admits("token", address: null).ShouldBeTrue();
    }

    [Theory]
    [InlineData("off", "off")]
    [InlineData(" OFF ", "off")]
    [InlineData("public", "public")]
    [InlineData("Authenticated", "authenticated")]
    [InlineData("administrator, editor", "administrator, editor")]
    public void A_rule_reads_as_it_is_written(string text, string name) => Rules(("token", text)).FindRule("TOKEN")!.Name.ShouldBe(name);

    [Theory]
    [InlineData("10.1.2.3", true)]
    [InlineData("192.0.2.1", true)]
    [InlineData("192.0.2.2", false)]
    [InlineData("11.0.0.1", false)]
    [InlineData("fd00::1", true)]
    [InlineData("fe80::1", false)]
    public void An_address_is_on_the_list_or_not(string address, bool admitted)
    {
        var options = new AccessOptions();
        options.Networks["token"] = "10.0.0.0/8, 192.0.2.1, fd00::/8";
        var rules = new AccessRules(options);

        rules.AreEmpty.ShouldBeFalse();
        rules.Admits("token", IPAddress.Parse(address)).ShouldBe(admitted);
        rules.Admits("login", IPAddress.Parse(address)).ShouldBeTrue();
        rules.Admits("token", address: null).ShouldBeFalse();
    }

    [Fact]
    public void One_state_stays_what_it_is_when_the_settings_change()
    {
        var options = new HeadlessKeyOptions();
        options.Access.Rules["token"] = "off";
        var current = new FromSettings<AccessRules>(options, static latest => new AccessRules(latest.Access));
        var before = current.Value;

        options.TakeOver(new HeadlessKeyOptions());

        before.FindRule("token").ShouldBe(AccessRule.Off);
        current.Value.AreEmpty.ShouldBeTrue();
    }

    [Theory]
    [InlineData("admin", false)]
    [InlineData("admin, confirmed", false)]
    [InlineData("administrator", true)]
    public void No_rule_that_is_written_is_an_administrators_session(string text, bool isRole)
    {
        var rule = AccessRule.Parse(text);

        ReferenceEquals(rule, AccessRule.Admin).ShouldBeFalse();
        ReferenceEquals(rule, AccessRule.ConfirmedAdmin).ShouldBeFalse();
        rule.Admits(["administrator"]).ShouldBe(isRole);
    }

    private static AccessRules Rules(params (string Route, string Rule)[] rules)
    {
        var options = new AccessOptions();
        foreach (var (route, rule) in rules)
        {
            options.Rules[route] = rule;
        }

        return new AccessRules(options);
    }
}
