using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using HeadlessKey.Hooks;
using HeadlessKey.Passwords;
using HeadlessKey.Tests.Infrastructure;

namespace HeadlessKey.Tests.Passwords;

public sealed class BreachedPasswordsTests
{
    private const string Password = "a password of somebody";
#pragma warning disable CA5350 // the list is indexed by SHA-1
    private static readonly string Digits = Convert.ToHexString(SHA1.HashData(Encoding.UTF8.GetBytes(Password)));
#pragma warning restore CA5350

    [Theory, Promise("P3")]
    [InlineData("{0}:42", true)]
    [InlineData("003D68EB55068C33ACE09247EE4C639306B:3\r\n{0}:1\r\n0136E006E24E7D152139815FB0FC6A50B15:2", true)]
    [InlineData("{0}:0", false)] // padding
    [InlineData("{0}", false)]
    [InlineData("{0}5:3", false)]
    [InlineData("003D68EB55068C33ACE09247EE4C639306B:3", false)]
    [InlineData("", false)]
    [InlineData("<html>", false)]
    public async Task A_password_on_the_list_is_known(string answer, bool known)
    {
        await using var list = await LeakList.StartAsync(string.Format(answer, Digits[5..]));

        (await FindAsync(list, PasswordOptions.FailOpen)).ShouldBe(known ? ["breached"] : []);
    }

    [Fact]
    public async Task Five_digits_leave_the_server_and_padding_is_asked_for()
    {
        await using var list = await LeakList.StartAsync(string.Empty);

        await FindAsync(list, PasswordOptions.FailOpen);

        list.Requests.ShouldBe([$"GET /range/{Digits[..5]} Add-Padding: true Cookie: "]);
    }

    [Theory]
    [InlineData("short", PasswordOptions.FailOpen)]
    [InlineData("password", PasswordOptions.FailOpen)]
    [InlineData(Password, PasswordOptions.Off)]
    public async Task What_is_refused_anyway_is_not_asked_about_nor_is_anything_when_it_is_off(string password, string setting)
    {
        await using var list = await LeakList.StartAsync(string.Empty);

        await FindAsync(list, setting, password);

        list.Requests.ShouldBeEmpty();
    }

    [Theory, Promise("P3"), Promise("W1")]
    [InlineData(PasswordOptions.FailOpen, 503, new string[0])]
    [InlineData(PasswordOptions.FailClosed, 503, new[] { "breach_check_unavailable" })]
    [InlineData(PasswordOptions.FailClosed, 302, new[] { "breach_check_unavailable" })]
    [InlineData(PasswordOptions.FailClosed, 404, new[] { "breach_check_unavailable" })]
    public async Task A_list_that_does_not_answer_well_decides_as_set(string setting, int status, string[] faults)
    {
        await using var list = await LeakList.StartAsync($"{Digits[5..]}:1", (HttpStatusCode)status);
        var log = new ConcurrentQueue<string>();

        (await FindAsync(list, setting, log: log)).ShouldBe(faults);

        log.ShouldHaveSingleItem().ShouldBe($"1501 The list of leaked passwords could not be asked: status {status}");
        list.Requests.Count.ShouldBe(1); // a redirect is not followed
    }

    [Fact]
    public async Task A_list_that_is_gone_or_answers_without_end_is_unavailable_and_the_log_says_nothing_of_the_password()
    {
        var log = new ConcurrentQueue<string>();
        var gone = await LeakList.StartAsync(string.Empty);
        await gone.DisposeAsync();
        await using var endless = await LeakList.StartAsync(new string('A', 10_000_000));

        (await FindAsync(gone, PasswordOptions.FailClosed, log: log)).ShouldBe(["breach_check_unavailable"]);
        (await FindAsync(endless, PasswordOptions.FailClosed, log: log)).ShouldBe(["breach_check_unavailable"]);

        log.Count.ShouldBe(2);
        log.ShouldAllBe(line => !line.Contains(Password) && !line.Contains(Digits.Substring(0, 5)));
    }

    [Fact]
    public async Task A_list_that_is_silent_is_waited_for_two_seconds()
    {
        await using var silent = await LeakList.StartAsync(string.Empty, delay: TimeSpan.FromSeconds(20));
        var started = System.Diagnostics.Stopwatch.StartNew();

        (await FindAsync(silent, PasswordOptions.FailClosed)).ShouldBe(["breach_check_unavailable"]);

        started.Elapsed.ShouldBeInRange(TimeSpan.FromSeconds(1.5), TimeSpan.FromSeconds(10));
    }

    private static async Task<IReadOnlyList<string>> FindAsync(
        LeakList list, string setting, string password = Password, ConcurrentQueue<string>? log = null)
    {
        var options = new HeadlessKeyOptions { Passwords = { BreachCheck = setting, BreachCheckUrl = list.Address } };
        using var breached = new BreachedPasswords(options, new QueueLogger<BreachedPasswords>(log ?? new ConcurrentQueue<string>()));
        return await new PasswordPolicy(options, NoHooks.At<PasswordChoosing>(), breached).FindFaultsAsync(password, login: null, email: null, CancellationToken.None);
    }
}
