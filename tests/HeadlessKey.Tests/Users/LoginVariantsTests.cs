using HeadlessKey.Users;

namespace HeadlessKey.Tests.Users;

public sealed class LoginVariantsTests
{
    [Fact]
    public void The_login_itself_comes_first_then_numbers_and_one_by_chance_last()
    {
        var logins = LoginVariants.Of("ada").ToList();

        logins[..3].ShouldBe(["ada", "ada-2", "ada-3"]);
        logins[^2].ShouldBe("ada-20");
        logins[^1].ShouldMatch("^ada-[0-9]{6}$");
        logins.ShouldBeUnique();
    }

    [Fact]
    public void Two_people_get_different_chances() => LoginVariants.Of("ada").Last().ShouldNotBe(LoginVariants.Of("ada").Last());

    [Theory]
    [InlineData("ada")]
    [InlineData("Ada Lovelace")]
    [InlineData("ada@example.com")] // varied, it would be somebody else's address
    [InlineData("gggggggggggggggggggggggggggggggggggggggggggggggggggggggggggg")]
    [InlineData("ggggggggggggggggggggggggggggggggggggggggggggggggggggggggg gg")]
    public void Every_variant_is_a_login_that_may_be(string login)
    {
        foreach (var variant in LoginVariants.Of(login))
        {
            UserPolicy.FindLoginFault(variant, "ada@example.com").ShouldBeNull(variant);
        }
    }

    [Fact]
    public void Of_an_address_only_what_stands_before_the_at_is_varied() =>
        LoginVariants.Of("ada@example.com").Take(2).ShouldBe(["ada@example.com", "ada-2"]);
}
