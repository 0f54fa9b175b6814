using HeadlessKey.Events;
using HeadlessKey.Http;

namespace HeadlessKey.Tests.Events;

public sealed class SecurityEventTests
{
    private static readonly IReadOnlyList<SecurityEvent> All = SampleEvents.Full;

    [Fact]
    public void Every_id_has_one_kind_of_event() => All.Select(one => one.Id).Order().ShouldBe(Enum.GetValues<SecurityEventId>());

    [Fact]
    public void Every_kind_has_a_name_of_its_own() => All.Select(one => one.Type).ShouldBeUnique();

    [Fact]
    public void Every_kind_says_what_it_means() =>
        SecurityEventTypes.All.Select(type => (type.Id, type.Name)).ShouldBe(All.Select(one => (one.Id, one.Type)), ignoreOrder: true);

    [Fact]
    public void A_detail_is_explained_where_there_is_one() =>
        SecurityEventTypes.All.Where(type => type.Detail is not null).Select(type => type.Id)
            .ShouldBe(All.Where(one => one.Detail is not null).Select(one => one.Id), ignoreOrder: true);

    [Fact]
    public void A_name_is_a_subject_and_a_verb() => All.ShouldAllBe(one => System.Text.RegularExpressions.Regex.IsMatch(one.Type, "^[a-z]+\\.[a-z_]+$"));

    [Fact]
    public void An_outcome_is_success_or_failure() => All.Select(one => one.Outcome).Distinct().Order().ShouldBe(["failure", "success"]);

    [Fact]
    public void Who_failed_to_sign_in_is_no_actor()
    {
        var failed = SecurityEvent.LoginFailed(7, "wrong_password", new ClientInfo(null, null, "r"));

        (failed.ActorId, failed.SubjectId, failed.Outcome).ShouldBe((null, 7, "failure"));
    }
}
