using HeadlessKey.Sites;

namespace HeadlessKey.Tests.Sites;

public sealed class SiteSignatureTests
{
    [Fact]
    public void It_is_what_every_other_program_computes()
    {
        // printf 'what do ya want for nothing?' | openssl dgst -sha256 -hmac Jefe (RFC 4231, 4.3)
        SiteSignature.Of("Jefe", "what do ya want for nothing?").ShouldBe("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");

        // printf 'west\n1700000000\nnonce-01\ntoken' | openssl dgst -sha256 -hmac Jefe
        SiteSignature.Of("Jefe", "west", "1700000000", "nonce-01", "token").ShouldBe(SiteSignature.Of("Jefe", "west\n1700000000\nnonce-01\ntoken"));
    }

    [Fact]
    public void What_is_signed_for_one_kind_of_call_is_not_good_for_another()
    {
        string[] subjects = ["id", SiteSignature.Logout("id"), SiteSignature.Userinfo("id")];

        subjects.Select(subject => SiteSignature.Of("secret", "west", "1", "n", subject)).ShouldBeUnique();
    }

    [Theory]
    [InlineData("ab", "ab", true), InlineData("ab", "aB", false), InlineData("ab", "abc", false), InlineData("ab", "", false), InlineData("ab", "格", false)]
    public void Two_are_the_same_letter_by_letter(string expected, string given, bool same) => SiteSignature.IsSame(expected, given).ShouldBe(same);
}
