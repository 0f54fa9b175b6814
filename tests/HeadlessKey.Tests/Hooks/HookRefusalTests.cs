using System.Text.RegularExpressions;
using HeadlessKey.Hooks;
using HeadlessKey.Tests.Repository;

namespace HeadlessKey.Tests.Hooks;

public sealed partial class HookRefusalTests
{
    [Fact]
    public void Without_a_code_it_has_its_own()
    {
        var error = HookRefusal.Of(code: null, message: " \n").Error;

        error.Status.ShouldBe(403);
        error.Code.ShouldBe("headlesskey_refused_by_hook");
        error.Message.English.ShouldBe("This is not allowed here.");
    }

    [Theory]
    [InlineData("")]
    [InlineData("Upper")]
    [InlineData("1st")]
    [InlineData("a-b")]
    [InlineData("a b")]
    [InlineData("a\"b")]
    [InlineData("a\n")]
    [InlineData("é")]
    [InlineData("headlesskey_expired_token")]
    [InlineData("rest_forbidden")]
    public void A_code_that_is_none_or_ours_is_refused(string code) => Should.Throw<ArgumentException>(() => HookRefusal.Of(code, null));

    [Fact]
    public void A_code_has_at_most_64_characters()
    {
        HookRefusal.Of(new string('a', 64), null).Error.Code.Length.ShouldBe(64);
        Should.Throw<ArgumentException>(() => HookRefusal.Of(new string('a', 65), null));
    }

    [Fact]
    public void No_hook_can_give_a_code_of_the_catalogue()
    {
        var codes = Code.Matches(File.ReadAllText(SourceTree.PathOf("src/HeadlessKey/Http/Messages.cs"))).Select(match => match.Groups["code"].Value).ToList();

        codes.Count.ShouldBeGreaterThan(20);
        foreach (var code in codes.Where(code => code != "headlesskey_refused_by_hook"))
        {
            Should.Throw<ArgumentException>(() => HookRefusal.Of(code, null), code);
        }
    }

    [Fact]
    public void A_message_is_cut_and_has_no_control_characters() =>
        HookRefusal.Of("closed", "a\u202e\r\nb" + new string('c', 300)).Error.Message.English.ShouldBe("a   b" + new string('c', 195));

    [GeneratedRegex("\"(?<code>[a-z_]+)\" =>", RegexOptions.ExplicitCapture)]
    private static partial Regex Code { get; }
}
