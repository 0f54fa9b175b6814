using HeadlessKey.Users;

namespace HeadlessKey.Tests.Users;

public sealed class EmailDomainPolicyTests
{
    [Fact]
    public void Without_lists_every_domain_will_do() => FindFault("ada@anything.test").ShouldBeFalse();

    [Theory]
    [InlineData("ada@example.com")]
    [InlineData("ada@EXAMPLE.com")]
    [InlineData("ada@example.com.")]
    [InlineData("ada@münchen.test")]
    [InlineData("ada@MÜNCHEN.test")]
    [InlineData("ada@xn--mnchen-3ya.test")]
    [InlineData("ada@XN--MNCHEN-3YA.TEST")]
    [InlineData("ada@例え.test")]
    [InlineData("ada@a.below.test")]
    [InlineData("ada@a.b.BELOW.test")]
    public void A_domain_of_the_allowed_list_will_do(string email) => FindFault(email, allowed: Domains).ShouldBeFalse();

    [Theory]
    [InlineData("ada@example.com.evil.test")]
    [InlineData("ada@evil.test")]
    [InlineData("ada@notexample.com")]
    [InlineData("ada@sub.example.com")]
    [InlineData("ada@example.co")]
    [InlineData("ada@below.test")] // the pattern means what is below it
    [InlineData("ada@notbelow.test")]
    [InlineData("ada@.below.test")]
    [InlineData("ada@example.com..")]
    [InlineData("ada@exаmple.com")] // with a Cyrillic a
    [InlineData("example.com@evil.test")]
    [InlineData("ada%example.com@evil.test")]
    public void Another_domain_will_not(string email) => FindFault(email, allowed: Domains).ShouldBeTrue();

    [Theory]
    [InlineData("ada@example.com")]
    [InlineData("ada@Example.Com")]
    [InlineData("ada@example.com.")]
    [InlineData("ada@xn--mnchen-3ya.test")]
    [InlineData("ada@MÜNCHEN.TEST")]
    [InlineData("ada@a.below.test")]
    public void A_domain_of_the_refused_list_will_not_do(string email) => FindFault(email, refused: Domains).ShouldBeTrue();

    [Theory]
    [InlineData("ada@evil.test")]
    [InlineData("ada@sub.example.com")]
    [InlineData("ada@below.test")]
    [InlineData("ada@пример.test")]
    [InlineData("ada@उदाहरण.test")]
    [InlineData("ada@ラーメン.test")]
    public void What_is_on_no_list_of_refused_ones_will_do(string email) => FindFault(email, refused: Domains).ShouldBeFalse();

    [Theory]
    [InlineData("ada@ｅxample.com")] // a wide letter
    [InlineData("ada@ℯxample.com")] // a mathematical one
    [InlineData("ada@𝐞xample.com")]
    [InlineData("ada@exampleⅿ.com")] // a Roman numeral
    [InlineData("ada@mu\u0308nchen.test")] // in two pieces
    [InlineData("ada@eẋample\uFE00.com")] // with a mark nobody sees
    [InlineData("ada@example.c‐om")]
    [InlineData("ada@①.test")]
    [InlineData("ada@例え。test")] // with the full stop of an East Asian keyboard
    public void A_disguise_of_some_domain_counts_as_refused(string email) => FindFault(email, refused: Domains).ShouldBeTrue();

    [Fact]
    public void A_disguise_matters_only_where_there_is_a_list() => FindFault("ada@ｅxample.com").ShouldBeFalse();

    [Fact]
    public void The_refused_list_wins() => FindFault("ada@a.example.com", allowed: ["*.example.com"], refused: ["a.example.com"]).ShouldBeTrue();

    [Theory]
    [InlineData("MÜNCHEN.test", "ada@xn--mnchen-3ya.test")]
    [InlineData("Example.COM", "ada@example.com")]
    [InlineData("example.com.", "ada@example.com")]
    [InlineData("*.MÜNCHEN.test", "ada@a.münchen.test")]
    public void A_pattern_may_be_written_in_any_form(string pattern, string email) => FindFault(email, refused: [pattern]).ShouldBeTrue();

    private static readonly string[] Domains = ["example.com", "münchen.test", "例え.test", "*.below.test"];

    private static bool FindFault(string email, string[]? allowed = null, string[]? refused = null) =>
        EmailDomainPolicy.FindDomainFault(email, new RegistrationOptions { AllowedDomains = allowed ?? [], RefusedDomains = refused ?? [] }) is not null;
}
