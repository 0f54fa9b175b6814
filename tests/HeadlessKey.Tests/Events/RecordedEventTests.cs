using System.Text.Json;
using HeadlessKey.Events;

namespace HeadlessKey.Tests.Events;

public sealed class RecordedEventTests
{
    private static readonly DateTimeOffset At = new(2030, 1, 1, 13, 0, 0, 45, TimeSpan.FromHours(1));

    [Fact]
    public void Every_event_is_written_with_the_same_members()
    {
        var shapes = SampleEvents.Full.Concat(SampleEvents.Bare).Select(one => Members(JsonDocument.Parse(Record(one).Body).RootElement)).Distinct();

        shapes.ShouldHaveSingleItem().ShouldBe(
            "type timestamp version data data.id data.outcome data.actor data.subject data.session_id data.address data.device data.user_agent data.request_id data.detail");
    }

    [Fact]
    public void Its_time_is_in_utc_and_to_the_millisecond() =>
        Record(SecurityEvent.UserDisabled(7)).Body.ShouldStartWith("""{"type":"user.disabled","timestamp":"2030-01-01T12:00:00.045+00:00","version":1,""");

    [Theory]
    [InlineData("full", "203.0.113.7")]
    [InlineData("masked", "203.0.113.0")]
    [InlineData("none", null)]
    public void Its_address_is_what_the_setting_lets_through(string kept, string? expected)
    {
        var full = SampleEvents.Full.First(one => one.Id == SecurityEventId.LoginFailed);

        RecordedEvent.Of("evt_1", At, full, ActorKind.Anonymous, kept).Payload.Data.Address.ShouldBe(expected);
    }

    private static RecordedEvent Record(SecurityEvent one) => RecordedEvent.Of("evt_1", At, one, ActorKind.Server, ActivityLogOptions.Full);

    private static string Members(JsonElement element, string prefix = "") => string.Join(
        ' ',
        element.EnumerateObject().SelectMany(member => member.Name == "data"
            ? [member.Name, .. Members(member.Value, "data.").Split(' ')]
            : new[] { prefix + member.Name }));
}
