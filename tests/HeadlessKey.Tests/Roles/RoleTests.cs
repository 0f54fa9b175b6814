using HeadlessKey.Roles;

namespace HeadlessKey.Tests.Roles;

public sealed class RoleTests
{
    private static readonly string[] Ladder = [Role.Subscriber, Role.Contributor, Role.Author, Role.Editor, Role.Administrator];

    [Theory]
    [InlineData("administrator", true)]
    [InlineData("shop-manager_2", true)]
    [InlineData("", false)]
    [InlineData("Editor", false)]
    [InlineData("shop manager", false)]
    [InlineData("a,b", false)]
    [InlineData("editor\n", false)]
    public void A_role_is_a_plain_name(string name, bool valid) => Role.IsValid(name).ShouldBe(valid);

    [Theory]
    [InlineData(60, true)]
    [InlineData(61, false)]
    public void A_role_has_at_most_60_letters(int length, bool valid) => Role.IsValid(new string('a', length)).ShouldBe(valid);

    [Fact]
    public void Each_role_may_do_all_that_the_one_below_may()
    {
        for (var i = 1; i < Ladder.Length; i++)
        {
            var below = RoleCapabilities.Of([Ladder[i - 1]]).Keys.Except([Ladder[i - 1]], StringComparer.Ordinal);

            below.Except(RoleCapabilities.Of([Ladder[i]]).Keys, StringComparer.Ordinal).ShouldBeEmpty();
        }
    }

    [Theory]
    [InlineData("subscriber", "read", true)]
    [InlineData("subscriber", "edit_posts", false)]
    [InlineData("contributor", "edit_posts", true)]
    [InlineData("contributor", "publish_posts", false)]
    [InlineData("author", "upload_files", true)]
    [InlineData("author", "edit_others_posts", false)]
    [InlineData("editor", "edit_others_posts", true)]
    [InlineData("editor", "manage_options", false)]
    [InlineData("administrator", "manage_options", true)]
    public void Capabilities_are_those_of_wordpress(string role, string capability, bool expected) =>
        RoleCapabilities.Of([role]).ContainsKey(capability).ShouldBe(expected);

    [Fact]
    public void A_role_of_ones_own_brings_only_itself() => RoleCapabilities.Of(["customer"]).ShouldBe([KeyValuePair.Create("customer", true)]);

    [Fact]
    public void Several_roles_add_up() =>
        RoleCapabilities.Of(["customer", "subscriber"]).Keys.ShouldBe(["customer", "level_0", "read", "subscriber"]);

    [Fact]
    public void Nobody_may_do_anything() => RoleCapabilities.Of([]).ShouldBeEmpty();
}
