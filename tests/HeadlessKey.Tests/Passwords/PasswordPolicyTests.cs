using HeadlessKey.Hooks;
using HeadlessKey.Passwords;
using HeadlessKey.Tests.Infrastructure;
using Microsoft.Extensions.Logging.Abstractions;

namespace HeadlessKey.Tests.Passwords;

public sealed class PasswordPolicyTests
{
    [Theory, Promise("P3")]
    [InlineData(0, "too_short")]
    [InlineData(7, "too_short")]
    [InlineData(8, null)]
    [InlineData(1024, null)]
    [InlineData(1025, "too_long")]
    public async Task Length_counts(int length, string? fault) => await ShouldBeAsync(new string('z', length), fault);

    [Theory, Promise("P3")]
    [InlineData(7, "too_short")]
    [InlineData(8, null)]
    [InlineData(1024, null)]
    [InlineData(1025, "too_long")]
    public async Task Length_is_counted_in_code_points(int length, string? fault) =>
        await ShouldBeAsync(string.Concat(Enumerable.Repeat("🔑", length)), fault);

    [Theory, Promise("P3")]
    [InlineData(12, 11, "too_short")]
    [InlineData(12, 12, null)]
    public async Task The_least_length_is_a_setting(int minimum, int length, string? fault)
    {
        var options = new HeadlessKeyOptions();
        options.Passwords.MinimumLength = minimum;

        await ShouldBeAsync(new string('z', length), fault, options);
    }

    [Theory, Promise("P3")]
    [InlineData("password", "common")]
    [InlineData("12345678", "common")]
    [InlineData("PassWord123", "common")]
    [InlineData("ILOVEYOU", "common")]
    [InlineData("123456", "too_short")] // a common one that is too short is that first of all, and the list of the long ones suffices
    [InlineData("password password", null)]
    [InlineData("passwor", "too_short")]
    [InlineData("12345678\npassword", null)]
    [InlineData("all lower case and no digit", null)]
    [InlineData("        ", null)]
    public async Task The_most_common_passwords_are_refused_and_there_are_no_rules_of_composition(string password, string? fault) =>
        await ShouldBeAsync(password, fault);

    [Theory, Promise("P3")]
    [InlineData("ada", "x@example.com", "my name is Ada and", "contains_login")]
    [InlineData("x", "ada.l@example.com", "it is ADA.L here", "contains_email")]
    [InlineData("x", "ada.l+news@example.com", "it is ada.l here", "contains_email")]
    [InlineData("x", "ada@example.com", "ordinary example text", null)] // the provider's name is nobody's secret, nor anybody's own
    [InlineData("lovelace@example.com", "lovelace@example.com", "countess lovelace", "contains_login contains_email")]
    [InlineData("al", "al@example.com", "always allowed", null)]
    [InlineData(null, null, "my name is Ada and", null)]
    public async Task No_login_and_no_part_of_the_address_may_be_inside(string? login, string? email, string password, string? faults) =>
        (await FindAsync(password, new HeadlessKeyOptions(), login, email)).ShouldBe(faults?.Split(' ') ?? []);

    [Theory, Promise("P3")]
    [InlineData(null, "https://auth.example.com", "an EXAMPLE of it", true)]
    [InlineData(null, "https://www.example.co.uk:8443/auth", "an example of it", true)]
    [InlineData(null, "https://example.io", "an example of it", true)]
    [InlineData(null, "https://auth.example.com", "authors come here", false)]
    [InlineData(null, "http://localhost:5080", "localhost it is", false)]
    [InlineData(null, "http://intranet", "on the intranet", false)]
    [InlineData(null, "http://127.0.0.1:5080", "127.0.0.1 and more", false)]
    [InlineData(null, "http://[::1]:5080", "[::1] and more of it", false)]
    [InlineData(null, null, "whatever it is", false)]
    [InlineData("Daily Bugle", "https://localhost", "the daily bugle 1", true)]
    [InlineData("Daily Bugle", "https://localhost", "thedailybugle1", true)]
    [InlineData("Daily Bugle", "https://auth.example.com", "an example of it", true)]
    [InlineData("Daily Bugle", "https://localhost", "my daily bread", false)]
    [InlineData("HK", "https://localhost", "hkhkhkhk", false)]
    public async Task No_name_of_the_site_may_be_inside(string? siteName, string? url, string password, bool refused) =>
        await ShouldBeAsync(password, refused ? "contains_site_name" : null, new HeadlessKeyOptions { SiteName = siteName, PublicUrl = url });

    [Fact, Promise("P3")]
    public async Task Every_reason_is_given_at_once() =>
        (await FindAsync("Ada", new HeadlessKeyOptions { SiteName = "ada" }, "ada", "ada@example.com"))
            .ShouldBe(["too_short", "contains_login", "contains_email", "contains_site_name"]);

    [Fact]
    public void The_list_of_common_passwords_is_kept_small() => CommonPasswords.Bytes.ShouldBeInRange(50_000, 150_000);

    private static async Task ShouldBeAsync(string password, string? fault, HeadlessKeyOptions? options = null) =>
        (await FindAsync(password, options ?? new HeadlessKeyOptions())).ShouldBe(fault is null ? [] : [fault]);

    private static async Task<IReadOnlyList<string>> FindAsync(string password, HeadlessKeyOptions options, string? login = null, string? email = null)
    {
        using var breached = new BreachedPasswords(options, NullLogger<BreachedPasswords>.Instance);
        return await new PasswordPolicy(options, NoHooks.At<PasswordChoosing>(), breached).FindFaultsAsync(password, login, email, CancellationToken.None);
    }
}
