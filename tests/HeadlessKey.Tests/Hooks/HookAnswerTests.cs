using System.Text;
using System.Text.Json.Nodes;
using HeadlessKey.Hooks;
using HeadlessKey.Users;

namespace HeadlessKey.Tests.Hooks;

/// <summary>What an HTTP hook may answer.</summary>
public sealed class HookAnswerTests
{
    [Theory]
    [InlineData("")]
    [InlineData("yes")]
    [InlineData("true")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"allow": "true"}""")]
    [InlineData("""{"allow": 1}""")]
    [InlineData("""{"allow": null}""")]
    [InlineData("""{"Allow": true}""")]
    [InlineData("""{"allow": true, "allow": false}""")]
    [InlineData("""{"allow": true} {"allow": true}""")]
    [InlineData("""{"allow": true,}""")]
    [InlineData("""{"allow": true, "note": "x"}""")]
    [InlineData("""{"allow": true, "code": "x"}""")]
    [InlineData("""{"allow": true, "changes": []}""")]
    [InlineData("""{"allow": true, "changes": null}""")]
    [InlineData("""{"allow": false, "code": "\ud800"}""")]
    [InlineData("""{"allow": true, "changes": {"a": {"b": {"c": {"d": {"e": 1}}}}}}""")]
    public void An_answer_that_is_not_one_is_refused(string answer) =>
        Should.Throw<HookAnswerException>(() => HookAnswer.Read(Encoding.UTF8.GetBytes(answer)).ApplyTo(SamplePoints.TokenIssuing));

    [Theory, Promise("W1")]
    [InlineData("""{"allow": false}""", "headlesskey_refused_by_hook")]
    [InlineData("""{"allow": false, "code": "suspended"}""", "suspended")]
    [InlineData("""{"allow": false, "code": "rest_forbidden"}""", "headlesskey_refused_by_hook")]
    [InlineData("""{"allow": false, "code": "No way!", "changes": {}}""", "headlesskey_refused_by_hook")]
    [InlineData("""{"allow": false, "code": 7, "message": [], "note": {}}""", "headlesskey_refused_by_hook")]
    public void A_refusal_is_one_whatever_else_is_wrong_with_it(string answer, string code)
    {
        var point = SamplePoints.TokenIssuing;

        HookAnswer.Read(Encoding.UTF8.GetBytes(answer)).ApplyTo(point);

        point.Refusal!.Error.Code.ShouldBe(code);
    }

    [Fact]
    public void Bad_utf8_is_refused() =>
        Should.Throw<HookAnswerException>(() => HookAnswer.Read([.. "{\"allow\": true, \"code\": \""u8, 0xff, .. "\"}"u8]));

    [Theory]
    [InlineData("""{"claims": {"roles": ["administrator"]}}""")]
    [InlineData("""{"claims": {"sub": "1"}}""")]
    [InlineData("""{"claims": {"tenant": 1, "exp": 9999999999}}""")]
    [InlineData("""{"claims": {"tenant": 1}, "remove_claims": ["aud"]}""")]
    [InlineData("""{"claims": {"tenant": 1}, "roles": ["administrator"]}""")]
    [InlineData("""{"claims": ["tenant"]}""")]
    [InlineData("""{"claims": {"tenant": 1}, "remove_claims": [1]}""")]
    public void A_change_that_may_not_be_changes_nothing_at_all(string changes)
    {
        var point = SamplePoints.TokenIssuing;

        Should.Throw<HookAnswerException>(() => Apply(point, changes));

        point.Claims.ShouldBeEmpty();
    }

    [Fact]
    public void Claims_are_added_and_those_of_other_hooks_removed()
    {
        var point = SamplePoints.TokenIssuing;
        point.SetClaim("old", 1);

        Apply(point, """{"claims": {"tenant": "blue"}, "remove_claims": ["old"]}""");

        point.Claims.Keys.ShouldBe(["tenant"]);
    }

    [Fact]
    public void Members_are_added_but_none_of_ours()
    {
        var point = SamplePoints.TokenResponding;

        Apply(point, """{"members": {"plan": "free"}}""");
        Should.Throw<HookAnswerException>(() => Apply(point, """{"members": {"plan": "paid", "refresh_token": "x"}}"""));
        Should.Throw<HookAnswerException>(() => Deny(point));

        point.Members["plan"].GetString().ShouldBe("free");
    }

    [Fact]
    public void A_display_name_is_all_that_a_registration_can_be_given()
    {
        var point = SamplePoints.Registering;

        Apply(point, """{"display_name": "Ada L."}""");
        foreach (var wrong in (string[])["""{"roles": ["administrator"]}""", """{"display_name": ""}""", """{"display_name": 7}""", """{"user_email": "x@example.com"}""", $$"""{"display_name": "{{new string('x', 251)}}"}"""])
        {
            Should.Throw<HookAnswerException>(() => Apply(point, wrong), wrong);
        }

        point.DisplayName.ShouldBe("Ada L.");
    }

    [Fact]
    public void A_subject_is_one_line()
    {
        var point = SamplePoints.EmailSending;

        Apply(point, """{"subject": "Hello"}""");
        foreach (var wrong in (string[])["""{"subject": "a\r\nBcc: x@example.com"}""", """{"subject": ""}""", """{"text": "x"}""", """{"html": "x"}""", """{"to": "x@example.com"}""", $$"""{"subject": "{{new string('x', 201)}}"}"""])
        {
            Should.Throw<HookAnswerException>(() => Apply(point, wrong), wrong);
        }

        point.Subject.ShouldBe("Hello");
    }

    [Fact]
    public void Roles_of_another_site_can_only_become_fewer()
    {
        var point = SamplePoints.SsoMapping;

        Apply(point, """{"user_login": "ada-2", "roles": ["author"]}""");
        Should.Throw<HookAnswerException>(() => Apply(point, """{"display_name": "X", "roles": ["administrator"]}"""));
        Should.Throw<HookAnswerException>(() => Apply(point, """{"user_email": "x@example.com"}"""));
        Should.Throw<HookAnswerException>(() => Apply(point, """{"user_login": "root", "display_name": ""}"""));
        Should.Throw<HookAnswerException>(() => Apply(point, """{"email_verified": true}"""));

        (point.Login, point.DisplayName, point.EmailVerified).ShouldBe(("ada-2", "Ada", true));
        point.Roles.ShouldBe(["author"]);
    }

    [Fact]
    public void A_hook_in_code_may_give_any_role_that_is_one()
    {
        var point = SamplePoints.SsoMapping;

        point.Roles = ["editor", "shop-manager"];
        Should.Throw<ArgumentException>(() => point.Roles = ["Editor!"]);
        Should.Throw<ArgumentException>(() => point.DisplayName = " ");

        point.Roles.ShouldBe(["editor", "shop-manager"]);
    }

    [Fact]
    public void An_address_that_a_hook_sets_is_unproven()
    {
        var point = SamplePoints.SsoMapping;

        point.Email = "another@example.com";

        point.EmailVerified.ShouldBeFalse();
    }

    [Fact]
    public void A_webhook_can_be_changed_or_dropped()
    {
        var (changed, dropped) = (SamplePoints.WebhookSending, SamplePoints.WebhookSending);

        Apply(changed, """{"payload": {"type": "x", "data": {"a": [1, 2]}}}""");
        Deny(dropped);
        Should.Throw<HookAnswerException>(() => Apply(changed, """{"payload": "x"}"""));

        changed.Payload.ToJsonString().ShouldBe("""{"type":"x","data":{"a":[1,2]}}""");
        (changed.IsDropped, dropped.IsDropped).ShouldBe((false, true));
        SamplePoints.Question(changed).GetProperty("payload").GetProperty("type").GetString().ShouldBe("x");
    }

    [Fact, Promise("W3")]
    public void No_question_about_a_mail_has_its_text_in_it() =>
        SamplePoints.Question(SamplePoints.EmailSending).GetRawText().ShouldNotContain("canary");

    [Fact]
    public void A_question_about_a_person_of_another_site_says_who_they_are_there()
    {
        var question = SamplePoints.Question(SamplePoints.SsoMapping);

        question.GetProperty("subject").GetString().ShouldBe("42");
        question.GetProperty("client").GetProperty("address").GetString().ShouldBe("192.0.2.1");
        JsonNode.Parse(question.GetProperty("roles").GetRawText())!.AsArray().Count.ShouldBe(2);
    }

    [Fact]
    public void Names_are_as_long_as_those_of_users() => Registering.LongestName.ShouldBe(UserPolicy.LongestName);

    private static void Apply<TPoint>(TPoint point, string changes)
        where TPoint : HookPoint, IRemotePoint =>
        HookAnswer.Read(Encoding.UTF8.GetBytes($$"""{"allow": true, "changes": {{changes}}}""")).ApplyTo(point);

    private static void Deny<TPoint>(TPoint point)
        where TPoint : HookPoint, IRemotePoint =>
        HookAnswer.Read("""{"allow": false}"""u8.ToArray()).ApplyTo(point);
}
