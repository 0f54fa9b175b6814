using System.Text.Json;
using HeadlessKey.Sso;

namespace HeadlessKey.Tests.Sso;

public sealed class RemoteProfileTests
{
    [Fact]
    public void A_profile_is_read_and_cleaned()
    {
        var profile = Read("""{"ID":42,"user_login":"grace","user_email":" grace@example.com ","display_name":"Grace\nHopper","roles":["a","b"],"email_verified":true,"more":1}""").ShouldNotBeNull();

        (profile.Login, profile.Email, profile.EmailVerified, profile.DisplayName).ShouldBe(("grace", "grace@example.com", true, "Grace Hopper"));
        profile.Roles.ShouldBe(["a", "b"]);
    }

    [Theory]
    [InlineData("""{"ID":42}"""), InlineData("""{"ID":"42"}"""), InlineData("""{"id":42}"""), InlineData("""{"sub":"42"}"""), InlineData("""{"ID":42,"sub":"42"}""")]
    public void Every_id_that_it_has_is_the_subject(string json) => Read(json).ShouldNotBeNull();

    [Theory]
    [InlineData("{}"), InlineData("""{"ID":43}"""), InlineData("""{"ID":42,"sub":"43"}"""), InlineData("""{"ID":null}"""), InlineData("""{"ID":42.0}"""), InlineData("""{"ID":[42]}"""), InlineData("""{"sub":"042"}""")]
    public void Another_is_somebody_elses(string json) => Read(json).ShouldBeNull();

    [Theory]
    [InlineData("\"not an address\""), InlineData("\"a@b@c\""), InlineData("7"), InlineData("null"), InlineData("\"\""), InlineData("\"a@example.com\\nBcc: b@example.com\"")]
    public void What_is_no_address_is_none(string json) => Read($$"""{"ID":42,"user_email":{{json}}}""").ShouldNotBeNull().Email.ShouldBeNull();

    [Theory]
    [InlineData("\"true\""), InlineData("1"), InlineData("null"), InlineData("false"), InlineData("[true]")]
    public void Only_true_is_proven(string json) => Read($$"""{"ID":42,"email_verified":{{json}}}""").ShouldNotBeNull().EmailVerified.ShouldBeFalse();

    [Fact]
    public void Roles_that_are_no_list_of_texts_are_none() => Read("""{"ID":42,"roles":[1]}""").ShouldNotBeNull().Roles.ShouldBeEmpty();

    private static RemoteProfile? Read(string json) => RemoteProfile.Read(JsonDocument.Parse(json).RootElement, "42");
}
