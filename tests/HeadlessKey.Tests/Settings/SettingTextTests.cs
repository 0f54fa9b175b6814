using System.Text.Json;
using HeadlessKey.Settings;

namespace HeadlessKey.Tests.Settings;

public sealed class SettingTextTests
{
    [Theory]
    [InlineData("Tokens:Lifetime", "600", "00:10:00")]
    [InlineData("Sessions:AbsoluteLimit", "86400", "1.00:00:00")]
    [InlineData("Sessions:Limit", "3", "3")]
    [InlineData("Cors:Enabled", "true", "true")]
    [InlineData("SiteName", "\"My site\"", "My site")]
    [InlineData("Cors:AllowedOrigins", "[\"https://a.example\",\"https://b.example\"]", "[\"https://a.example\",\"https://b.example\"]")]
    [InlineData("Access:Rules:register", "\"off\"", "off")]
    [InlineData("Sessions:RoleLimits:editor", "5", "5")]
    public void What_the_api_sends_is_stored_and_shown_again(string key, string json, string stored)
    {
        var type = SettingKey.Find(key)!.Type;

        SettingText.FromJson(type, JsonDocument.Parse(json).RootElement).ShouldBe(stored);
        SettingText.ToJson(type, stored)!.ToJsonString().ShouldBe(json);
    }

    [Theory]
    [InlineData("Tokens:Lifetime", "00:10", "00:10:00")]
    [InlineData("Cors:Enabled", "True", "true")]
    [InlineData("Sessions:Limit", "3", "3")]
    [InlineData("Cors:AllowedOrigins", "https://a.example https://b.example", "[\"https://a.example\",\"https://b.example\"]")]
    public void What_is_typed_is_stored_in_the_same_form(string key, string words, string stored) =>
        SettingText.FromWords(SettingKey.Find(key)!.Type, words.Split(' ')).ShouldBe(stored);

    [Theory]
    [InlineData("Tokens:Lifetime", "soon")]
    [InlineData("Cors:Enabled", "perhaps")]
    [InlineData("Sessions:Limit", "3.5")]
    [InlineData("Sessions:Limit", "3 4")]
    public void What_is_of_another_type_is_not_stored(string key, string words) =>
        SettingText.FromWords(SettingKey.Find(key)!.Type, words.Split(' ')).ShouldBeNull();

    [Theory]
    [InlineData("HeadlessKey:tokens:LIFETIME", "Tokens:Lifetime")]
    [InlineData("access:rules:register", "Access:Rules:register")]
    [InlineData("Access:Rules", "Access:Rules")]
    public void A_name_is_found_in_any_letter_case(string name, string found) => SettingKey.Find(name)!.Name.ShouldBe(found);

    [Theory]
    [InlineData("")]
    [InlineData("Tokens")]
    [InlineData("Tokens:Lifetime:x")]
    [InlineData("Access:Rules:")]
    [InlineData("Access:Rules:a:b")]
    [InlineData("Cors:AllowedOrigins:0")]
    public void What_is_no_setting_is_not_found(string name) => SettingKey.Find(name).ShouldBeNull();
}
