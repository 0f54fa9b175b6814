using System.Security.Cryptography;
using HeadlessKey.PasswordRecovery;
using HeadlessKey.Secrets;
using HeadlessKey.Users;

namespace HeadlessKey.Tests.PasswordRecovery;

public sealed class RecoverySecretsTests
{
    private readonly RecoverySecrets secrets = New();

    [Fact]
    public void A_code_is_eight_digits_with_leading_noughts_and_never_all_noughts()
    {
        var codes = Enumerable.Range(0, 2000).Select(_ => RecoverySecrets.NewCode()).ToArray();

        codes.ShouldAllBe(code => code.Length == 8 && code.All(char.IsAsciiDigit) && code != "00000000");
        codes.ShouldContain(code => code[0] == '0');
        Enumerable.Range(0, 8).ShouldAllBe(place => codes.Select(code => code[place]).Distinct().Count() == 10);
    }

    [Theory]
    [InlineData("12345678", "12345678")]
    [InlineData(" 01234567\t", "01234567")]
    [InlineData("1234567", null)]
    [InlineData("123456789", null)]
    [InlineData("1234 5678", null)]
    [InlineData("+1234567", null)]
    [InlineData("１２３４５６７８", null)]
    [InlineData("1234567a", null)]
    [InlineData("", null)]
    public void Only_eight_digits_are_read_as_a_code(string typed, string? code) => RecoverySecrets.ReadCode(typed).ShouldBe(code);

    [Fact]
    public void The_right_code_is_the_code() => secrets.IsCode(Code(7, "row", "12345678"), "12345678").ShouldBeTrue();

    [Fact]
    public void Another_code_row_person_or_master_key_is_not()
    {
        var recovery = Code(7, "row", "12345678");

        secrets.IsCode(recovery, "12345679").ShouldBeFalse();
        secrets.IsCode(recovery with { Id = "other" }, "12345678").ShouldBeFalse();
        secrets.IsCode(recovery with { UserId = 8 }, "12345678").ShouldBeFalse();
        New().IsCode(recovery, "12345678").ShouldBeFalse();
    }

    [Fact]
    public void Nothing_is_no_code_and_matches_nothing()
    {
        secrets.IsCode(null, "12345678").ShouldBeFalse();
        secrets.IsCode(null, null).ShouldBeFalse();
        secrets.IsCode(Code(7, "row", ""), null).ShouldBeFalse(); // not even what nothing hashes to
    }

    [Fact]
    public void A_persons_tries_are_counted_under_one_subject_and_a_names_under_another()
    {
        secrets.SubjectOf(7, "ada").ShouldBe(secrets.SubjectOf(7, "ada@example.test"));
        secrets.SubjectOf(7, "ada").ShouldNotBe(secrets.SubjectOf(8, "ada"));
        secrets.SubjectOf(0, "ada").ShouldBe(secrets.SubjectOf(0, " ADA "));
        secrets.SubjectOf(0, "ada").ShouldNotBe(secrets.SubjectOf(0, "bob"));
        secrets.SubjectOf(0, "user/7").ShouldNotBe(secrets.SubjectOf(7, "ada"));
    }

    [Fact]
    public void A_subject_cannot_be_computed_without_the_master_key() => New().SubjectOf(0, "ada").ShouldNotBe(secrets.SubjectOf(0, "ada"));

    [Fact]
    public void What_is_kept_says_nothing_when_it_is_printed()
    {
        Code(7, "row", "12345678").ToString().ShouldBe("Recovery by otp");
        new ResetPasswordRequest("ada", "the password", "the token", "12345678").ToString().ShouldBe("ResetPasswordRequest");
    }

    private Recovery Code(long userId, string id, string code) =>
        new(id, userId, RecoveryStore.ByCode, secrets.HashOfCode(userId, id, code), DateTimeOffset.MaxValue);

    private static RecoverySecrets New() => new(new MasterKey(RandomNumberGenerator.GetBytes(MasterKey.Bytes)));
}
