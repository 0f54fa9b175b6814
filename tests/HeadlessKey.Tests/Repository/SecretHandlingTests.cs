using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace HeadlessKey.Tests.Repository;

/// <summary>Time, chance and comparison come from where they can be trusted.</summary>
public sealed partial class SecretHandlingTests
{
    [Theory]
    [InlineData("P:System.DateTime.Now")]
    [InlineData("P:System.DateTime.UtcNow")]
    [InlineData("P:System.DateTimeOffset.Now")]
    [InlineData("P:System.DateTimeOffset.UtcNow")]
    [InlineData("T:System.Random")]
    [InlineData("M:System.Guid.NewGuid")]
    public void The_ban_list_forbids(string symbol) =>
        File.ReadAllLines(SourceTree.PathOf("BannedSymbols.txt")).ShouldContain(line => line.StartsWith($"{symbol};", StringComparison.Ordinal));

    [Fact]
    public void The_ban_list_is_given_to_the_analyzer_and_its_warnings_are_errors()
    {
        var props = XDocument.Load(SourceTree.PathOf("Directory.Build.props"));

        props.Descendants("AdditionalFiles").ShouldContain(item => item.Attribute("Include")!.Value.EndsWith("BannedSymbols.txt"));
        props.Descendants("PackageReference").ShouldContain(item => item.Attribute("Include")!.Value == "Microsoft.CodeAnalysis.BannedApiAnalyzers");
        props.Descendants("TreatWarningsAsErrors").Single().Value.ShouldBe("true");
    }

    [Fact]
    public void No_project_switches_the_ban_off() =>
        System.IO.Directory.EnumerateFiles(SourceTree.PathOf("src"), "*.csproj", SearchOption.AllDirectories)
            .Where(path => File.ReadAllText(path).Contains("RS0030", StringComparison.Ordinal))
            .ShouldBeEmpty();

    [Fact]
    public void No_file_switches_the_ban_off() =>
        SourceTree.Product.Where(file => file.Code.Contains("RS0030", StringComparison.Ordinal)).Select(file => file.Path).ShouldBeEmpty();

    [Fact]
    public void Secrets_are_compared_only_in_fixed_time() =>
        SourceTree.Product
            .SelectMany(file => file.Code.Split('\n').Select(line => (file.Path, Line: line.Trim())))
            .Where(line => Comparison.IsMatch(line.Line))
            .Select(line => $"{line.Path}: {line.Line}")
            .ShouldBeEmpty();

    [Theory]
    [InlineData("if (presented.Mac == mac)")]
    [InlineData("return string.Equals(token, expectedToken, StringComparison.Ordinal);")]
    [InlineData("stored.PasswordHash.Equals(hash)")]
    [InlineData("if (signature.SequenceEqual(other))")]
    [InlineData("when secret != given")]
    public void The_rule_knows_a_comparison_of_secrets_when_it_sees_one(string code) => Comparison.IsMatch(code).ShouldBeTrue();

    [Theory]
    [InlineData("password == null")]
    [InlineData("CryptographicOperations.FixedTimeEquals(mac, token)")]
    [InlineData("if (token.Length == 0)")]
    public void The_rule_leaves_alone_what_compares_no_secret(string code) => Comparison.IsMatch(code).ShouldBeFalse();

    // A variable or member that is named for a secret, on either side of a comparison that stops at the first difference.
    [GeneratedRegex(
        @"\b(\w+\.)*\w*(mac|secret|password|passwordHash|(?<!Token)Hash|signature|token)\b\s*(==|!=)\s*(?!null\b|""|')(\w|\()"
        + @"|(?<![=!<>])(==|!=)\s*(\w+\.)*\w*(mac|secret|password|passwordHash|signature)\b(?!\.|\()"
        + @"|\bEquals\((\w+\.)*\w*(mac|secret|password|hash|signature|token),"
        + @"|\w*(mac|secret|password|hash|signature|token)\.(Equals|SequenceEqual|CompareTo)\(",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Comparison { get; }
}
