using HeadlessKey.Passwords;

namespace HeadlessKey.Tests.Passwords;

public sealed class PasswordPolicyTests
{
    [Theory]
    [InlineData(0, "too_short")]
    [InlineData(7, "too_short")]
    [InlineData(8, null)]
    [InlineData(1024, null)]
    [InlineData(1025, "too_long")]
    public void Length_is_all_that_counts(int length, string? fault) =>
        PasswordPolicy.FindFaults(new string('a', length)).ShouldBe(fault is null ? [] : [fault]);

    [Theory]
    [InlineData(7, "too_short")]
    [InlineData(8, null)]
    [InlineData(1024, null)]
    [InlineData(1025, "too_long")]
    public void Length_is_counted_in_code_points(int length, string? fault) =>
        PasswordPolicy.FindFaults(string.Concat(Enumerable.Repeat("🔑", length))).ShouldBe(fault is null ? [] : [fault]);
}
