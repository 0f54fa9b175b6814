using System.Reflection;
using System.Text.RegularExpressions;
using HeadlessKey.Http;

namespace HeadlessKey.Tests.Http;

/// <summary>Every text of the API is there in every language.</summary>
public sealed partial class MessagesTests
{
    private static readonly Text[] All =
    [
        .. typeof(Messages).GetProperties(BindingFlags.Public | BindingFlags.Static).Select(property => (Text)property.GetValue(null)!),
        Messages.LoginForm(60), Messages.RoleForm("Boss"), Messages.TooLong(250),
        .. typeof(ApiError).GetProperties(BindingFlags.Public | BindingFlags.Static).Where(property => property.PropertyType == typeof(ApiError))
            .Select(property => ((ApiError)property.GetValue(null)!).Message),
    ];

    [Fact]
    public void Every_text_is_a_sentence_in_both_languages() =>
        All.Where(text => !text.English.EndsWith('.') || !text.SimplifiedChinese.EndsWith('。') || !Han.IsMatch(text.SimplifiedChinese) || Han.IsMatch(text.English))
            .ShouldBeEmpty();

    [Fact]
    public void A_number_in_one_language_is_in_the_other_too() =>
        All.Where(text => !Number.Matches(text.English).Select(match => match.Value).Order(StringComparer.Ordinal)
                .SequenceEqual(Number.Matches(text.SimplifiedChinese).Select(match => match.Value).Order(StringComparer.Ordinal)))
            .ShouldBeEmpty();

    [Fact]
    public void Chinese_texts_use_chinese_punctuation() => All.Where(text => HalfWidth.IsMatch(text.SimplifiedChinese)).ShouldBeEmpty();

    [Fact]
    public void A_language_without_texts_reads_english() => new Text("yes", "是").In((Language)99).ShouldBe("yes");

    [GeneratedRegex(@"\p{IsCJKUnifiedIdeographs}")]
    private static partial Regex Han { get; }

    [GeneratedRegex(@"\d+")]
    private static partial Regex Number { get; }

    // A comma, full stop or semicolon of the other script right behind a character.
    [GeneratedRegex(@"\p{IsCJKUnifiedIdeographs}[,;.!?]")]
    private static partial Regex HalfWidth { get; }
}
