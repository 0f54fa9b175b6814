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
    public async Task Length_is_all_that_counts(int length, string? fault) =>
        (await FindFaultsAsync(new string('a', length))).ShouldBe(fault is null ? [] : [fault]);

    [Theory]
    [InlineData(7, "too_short")]
    [InlineData(8, null)]
    [InlineData(1024, null)]
    [InlineData(1025, "too_long")]
    public async Task Length_is_counted_in_code_points(int length, string? fault) =>
        (await FindFaultsAsync(string.Concat(Enumerable.Repeat("🔑", length)))).ShouldBe(fault is null ? [] : [fault]);

    private static Task<IReadOnlyList<string>> FindFaultsAsync(string password) =>
        new PasswordPolicy(new HeadlessKeyOptions()).FindFaultsAsync(password, login: null, email: null, CancellationToken.None);
}
