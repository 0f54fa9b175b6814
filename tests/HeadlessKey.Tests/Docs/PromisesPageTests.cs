using HeadlessKey.Tests.Repository;

namespace HeadlessKey.Tests.Docs;

public sealed class PromisesPageTests
{
    [Fact]
    public void The_page_lists_the_tests_that_name_a_promise() => RecordedFile.ShouldSay("docs/promises.md", PromisesPage.Generate());

    [Fact]
    public void Every_promise_that_a_test_names_has_a_text() =>
        PromisesPage.Proofs.Select(proof => proof.Promise).Distinct().Except(PromiseTexts.All.Keys, StringComparer.Ordinal).ShouldBeEmpty();

    [Fact]
    public void Every_promise_belongs_to_a_group_of_the_page() =>
        PromiseTexts.All.Keys.ShouldAllBe(id => PromiseTexts.Groups.Any(group => group.Letter == id[0]));

    [Theory]
    [InlineData("    [Theory, EveryEngine, Promise(\"T1\")]\n    public async Task A_b(string engine)\n", "T1 A_b")]
    [InlineData("    [Theory, EveryEngine]\n    [Promise(\"T1\"), Promise(\"S2\")]\n    public Task A_b(string engine) =>\n", "T1 A_b; S2 A_b")]
    [InlineData("[Promise(\"T9\")]\npublic sealed class X\n{\n    [Fact]\n    public void A_b()\n    {\n    }\n}\n", "T9 A_b")]
    [InlineData("    [Fact]\n    public void Unnamed()\n", "")]
    [InlineData("    [Fact]\n    public void One()\n    {\n    }\n\n    [Fact, Promise(\"P1\")]\n    public void Two()\n", "P1 Two")]
    public void The_page_finds_promises_in_a_test_file(string text, string expected) =>
        string.Join("; ", PromisesPage.Find("x.cs", text).Select(proof => $"{proof.Promise} {proof.Test}")).ShouldBe(expected);
}
