using HeadlessKey.Sso;

namespace HeadlessKey.Tests.Sso;

public sealed class ProposedPersonTests
{
    [Theory]
    [InlineData("grace", "grace"), InlineData("Grace Hopper", "Grace Hopper"), InlineData("grace@example.com", "grace"), InlineData(" grace ", "grace")]
    [InlineData("格蕾丝", "user"), InlineData(null, "user"), InlineData("@", "user"), InlineData("a<b>\n", "ab")]
    public void A_login_is_made_of_what_a_login_may_have(string? remote, string login) => Of(login: remote).Login.ShouldBe(login);

    [Fact]
    public void A_long_login_is_cut() => Of(login: new string('x', 300)).Login.Length.ShouldBe(60);

    [Fact]
    public void An_address_that_is_none_is_not_proven_either()
    {
        Of(email: "grace@example.com").IsEmailProven.ShouldBeTrue();
        Of(email: "nonsense").Email.ShouldBeNull();
        Of(email: "nonsense").IsEmailProven.ShouldBeFalse();
        Of(email: null).IsEmailProven.ShouldBeFalse();
    }

    [Theory]
    [InlineData(null, "grace"), InlineData(" ", "grace"), InlineData("Grace\u202eHopper", "Grace Hopper")]
    public void A_name_is_cleaned_or_the_login(string? name, string shown) => Of(name: name).DisplayName.ShouldBe(shown);

    private static ProposedPerson Of(string? login = "grace", string? email = "grace@example.com", string? name = "Grace") =>
        ProposedPerson.Of(login, email, isEmailProven: true, name, []);
}
