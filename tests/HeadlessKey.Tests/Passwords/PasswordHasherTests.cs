using System.Buffers.Text;
using FsCheck;
using FsCheck.Fluent;
using HeadlessKey.Passwords;

namespace HeadlessKey.Tests.Passwords;

public sealed class PasswordHasherTests
{
    private readonly PasswordHasher fast = new(iterations: 2);

    [Theory, Promise("P1"), Promise("P2")]
    [InlineData("correct horse battery staple", "$pbkdf2-sha512$i=1000$AAECAwQFBgcICQoLDA0ODw$A6AmFIti7CKlYdoPiV9jf1d9llp37o27Wms8Zx8fwMI")]
    [InlineData("correct horse battery staple", "$pbkdf2-sha512$i=210000$AAECAwQFBgcICQoLDA0ODw$tfP6dFnMFLm84erFFC_hWDzb6fAjAPCAs0RvJLiu5xY")]
    [InlineData("pässwörd 🔑", "$pbkdf2-sha512$i=2$_____________________w$Azf1lq6J-WFXp0S8RJPc0HiZJc8D4YITPDwpPyp_L4Y")]
    [InlineData("", "$pbkdf2-sha512$i=1$AAAAAAAAAAAAAAAAAAAAAA$QaBkAEFKm3GXMb9xoD51qtWxJuwn-P3QhftDS8cYcQ4")]
    public void What_another_implementation_computed_verifies(string password, string stored) => PasswordHasher.Verify(password, stored).ShouldBeTrue();

    [Fact]
    public void The_stored_form_says_how_it_was_made()
    {
        var parts = new PasswordHasher(1234).Hash("x").Split('$');

        parts[..3].ShouldBe(["", "pbkdf2-sha512", "i=1234"]);
        Base64Url.DecodeFromChars(parts[3]).Length.ShouldBe(16);
        Base64Url.DecodeFromChars(parts[4]).Length.ShouldBe(32);
    }

    [Fact, Promise("P2")]
    public void Any_password_verifies_exactly_as_typed() =>
        Prop.ForAll<NonNull<string>>(password => PasswordHasher.Verify(password.Get, fast.Hash(password.Get))).QuickCheckThrowOnFailure();

    [Theory, Promise("P2")]
    [InlineData("password", "Password")]
    [InlineData("password", "password ")]
    [InlineData("password", " password")]
    [InlineData("caf\u00e9", "cafe\u0301")]
    [InlineData("pass\0word", "pass")]
    public void What_was_not_typed_exactly_so_does_not_verify(string password, string other) =>
        PasswordHasher.Verify(other, fast.Hash(password)).ShouldBeFalse();

    [Fact, Promise("P2")]
    public void Long_passwords_that_differ_in_the_last_letter_differ() =>
        PasswordHasher.Verify(new string('a', 1023) + "c", fast.Hash(new string('a', 1023) + "b")).ShouldBeFalse();

    [Fact]
    public void The_same_password_is_stored_differently_each_time() => fast.Hash("x").ShouldNotBe(fast.Hash("x"));

    [Fact, Promise("P6")]
    public void A_stored_form_is_no_password()
    {
        var stored = fast.Hash("password");

        PasswordHasher.Verify(stored, stored).ShouldBeFalse();
    }

    [Theory]
    [InlineData("")]
    [InlineData("password")]
    [InlineData("$")]
    [InlineData("$$$$")]
    [InlineData("$pbkdf2-sha256$i=1$AAAAAAAAAAAAAAAAAAAAAA$QaBkAEFKm3GXMb9xoD51qtWxJuwn-P3QhftDS8cYcQ4")]
    [InlineData("$pbkdf2-sha512$i=0$AAAAAAAAAAAAAAAAAAAAAA$QaBkAEFKm3GXMb9xoD51qtWxJuwn-P3QhftDS8cYcQ4")]
    [InlineData("$pbkdf2-sha512$i=-1$AAAAAAAAAAAAAAAAAAAAAA$QaBkAEFKm3GXMb9xoD51qtWxJuwn-P3QhftDS8cYcQ4")]
    [InlineData("$pbkdf2-sha512$i= 1$AAAAAAAAAAAAAAAAAAAAAA$QaBkAEFKm3GXMb9xoD51qtWxJuwn-P3QhftDS8cYcQ4")]
    [InlineData("$pbkdf2-sha512$i=10000001$AAAAAAAAAAAAAAAAAAAAAA$QaBkAEFKm3GXMb9xoD51qtWxJuwn-P3QhftDS8cYcQ4")]
    [InlineData("$pbkdf2-sha512$i=99999999999$AAAAAAAAAAAAAAAAAAAAAA$QaBkAEFKm3GXMb9xoD51qtWxJuwn-P3QhftDS8cYcQ4")]
    [InlineData("$pbkdf2-sha512$1$AAAAAAAAAAAAAAAAAAAAAA$QaBkAEFKm3GXMb9xoD51qtWxJuwn-P3QhftDS8cYcQ4")]
    [InlineData("$pbkdf2-sha512$i=1$!!!!$QaBkAEFKm3GXMb9xoD51qtWxJuwn-P3QhftDS8cYcQ4")]
    [InlineData("$pbkdf2-sha512$i=1$AAAAAAAAAAAAAAAAAAAAAA$")]
    [InlineData("$pbkdf2-sha512$i=1$AAAAAAAAAAAAAAAAAAAAAA$QaBk")]
    [InlineData("$pbkdf2-sha512$i=1$AAAAAAAAAAAAAAAAAAAAAA$QaBkAEFKm3GXMb9xoD51qtWxJuwn-P3QhftDS8cYcQ4$")]
    public void A_form_that_cannot_be_read_matches_nothing(string stored)
    {
        PasswordHasher.Verify("", stored).ShouldBeFalse();
        fast.IsOutdated(stored).ShouldBeTrue();
    }

    [Fact]
    public void No_password_matches_the_form_for_nobody_which_costs_the_same()
    {
        var nobody = fast.Unmatchable();

        PasswordHasher.Verify("", nobody).ShouldBeFalse();
        nobody.ShouldStartWith("$pbkdf2-sha512$i=2$");
        nobody.Length.ShouldBe(fast.Hash("x").Length);
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(2, false)]
    [InlineData(3, true)]
    public void A_hash_of_other_parameters_is_outdated(int iterations, bool outdated) =>
        fast.IsOutdated(new PasswordHasher(iterations).Hash("x")).ShouldBe(outdated);

    [Fact, Promise("P1")]
    public void The_default_is_210_000_rounds() => new PasswordOptions().Iterations.ShouldBe(210_000);
}
