using HeadlessKey.Users;

namespace HeadlessKey.Tests.Users;

public sealed class UserPolicyTests
{
    private const string Email = "ada@example.com";

    [Theory]
    [InlineData("a")]
    [InlineData("ada")]
    [InlineData("Ada Lovelace")]
    [InlineData("ada.lovelace_1815-x")]
    [InlineData(Email)]
    [InlineData("ADA@EXAMPLE.COM")]
    public void A_login_may_be(string login) => UserPolicy.FindLoginFault(login, Email).ShouldBeNull();

    [Theory]
    [InlineData("")]
    [InlineData(" ada")]
    [InlineData("ada ")]
    [InlineData("ada\n")]
    [InlineData("ada\0")]
    [InlineData("аda")] // the first letter is Cyrillic
    [InlineData("ada<script>")]
    [InlineData("a'b")]
    public void A_login_may_not_be(string login) => UserPolicy.FindLoginFault(login, Email).ShouldNotBeNull();

    [Theory]
    [InlineData(60, true)]
    [InlineData(61, false)]
    public void A_login_has_at_most_60_letters(int length, bool good) =>
        (UserPolicy.FindLoginFault(new string('a', length), Email) is null).ShouldBe(good);

    [Fact]
    public void Somebody_elses_address_is_no_login() => UserPolicy.FindLoginFault("eve@example.com", Email).ShouldNotBeNull();

    [Theory]
    [InlineData(Email)]
    [InlineData("a@b")]
    [InlineData("ada+tag@sub.example.com")]
    [InlineData("ädä@exämple.com")]
    public void An_address_may_be(string email) => UserPolicy.FindEmailFault(email).ShouldBeNull();

    [Theory]
    [InlineData("")]
    [InlineData("ada")]
    [InlineData("@example.com")]
    [InlineData("ada@")]
    [InlineData("a@b@c")]
    [InlineData("ada @example.com")]
    [InlineData("ada@example.com\r\nBcc: eve@example.com")]
    [InlineData("ada@example.com,eve@example.com")]
    [InlineData("Ada <ada@example.com>")]
    [InlineData("ada@example.com.")] // the same mailbox as without the dot, under another key
    [InlineData("ada@.example.com")]
    [InlineData("ada@example..com")]
    [InlineData("\"ada\"@example.com")]
    [InlineData("ada@[127.0.0.1]")]
    public void An_address_may_not_be(string email) => UserPolicy.FindEmailFault(email).ShouldNotBeNull();

    [Theory]
    [InlineData(254, true)]
    [InlineData(255, false)]
    public void An_address_has_at_most_254_letters(int length, bool good) =>
        (UserPolicy.FindEmailFault(new string('a', length - 12) + "@example.com") is null).ShouldBe(good);

    [Theory]
    [InlineData("Ada", "ada")]
    [InlineData("  ADA ", "ada")]
    [InlineData("Ada@Example.COM", Email)]
    public void Names_are_compared_without_regard_to_case_and_edges(string text, string key) => UserPolicy.Key(text).ShouldBe(key);

    [Fact]
    public void A_picture_is_found_by_the_hash_of_the_address() =>
        Avatar.Url(" Ada@Example.com ").ShouldContain("b5fc85e55755f9e0d030a10ab4429b6b2944855f9a0d60077fe832becbc41d72");
}
