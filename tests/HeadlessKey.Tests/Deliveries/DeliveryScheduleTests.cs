using HeadlessKey.Deliveries;

namespace HeadlessKey.Tests.Deliveries;

public sealed class DeliveryScheduleTests
{
    private static readonly DateTimeOffset Now = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact, Promise("R5")]
    public void Thirteen_tries_go_on_for_three_days()
    {
        DeliverySchedule.ThreeDays.Count.ShouldBe(12);
        var span = DeliverySchedule.ThreeDays.Aggregate(TimeSpan.Zero, (sum, pause) => sum + pause);

        span.ShouldBeInRange(TimeSpan.FromDays(3), TimeSpan.FromDays(3.1));
        DeliverySchedule.FindNextTry(DeliverySchedule.ThreeDays, 12, null, Now).ShouldNotBeNull();
        DeliverySchedule.FindNextTry(DeliverySchedule.ThreeDays, 13, null, Now).ShouldBeNull();
    }

    [Fact, Promise("R5")]
    public void A_pause_is_up_to_a_tenth_longer_than_it_says_and_never_shorter()
    {
        for (var tries = 1; tries <= 12; tries++)
        {
            var pause = DeliverySchedule.ThreeDays[tries - 1];
            var seen = Enumerable.Range(0, 200).Select(_ => DeliverySchedule.FindNextTry(DeliverySchedule.ThreeDays, tries, null, Now)!.Value - Now).ToArray();

            seen.ShouldAllBe(one => one >= pause && one <= pause * 1.1);
            (seen.Max() - seen.Min()).ShouldBeGreaterThan(pause * 0.05, "they would all come back together");
        }
    }

    [Theory]
    [InlineData(1, 5)] // shorter than the pause: the pause counts
    [InlineData(120, 120)]
    [InlineData(86_400, 86_400)]
    [InlineData(-5, 5)]
    public void What_the_receiver_asks_for_can_only_make_a_pause_longer(int asked, int least)
    {
        var next = DeliverySchedule.FindNextTry(DeliverySchedule.ThreeDays, 1, TimeSpan.FromSeconds(asked), Now)!.Value - Now;

        next.ShouldBeInRange(TimeSpan.FromSeconds(least), TimeSpan.FromSeconds(Math.Max(5.5, least)));
    }

    [Theory]
    [InlineData(200, "Delivered")]
    [InlineData(204, "Delivered")]
    [InlineData(301, "TryLater")]
    [InlineData(307, "TryLater")]
    [InlineData(400, "TryLater")]
    [InlineData(410, "Gone")]
    [InlineData(429, "TryLater")]
    [InlineData(500, "TryLater")]
    public void A_status_means_what_standard_webhooks_says(int status, string expected) =>
        DeliveryVerdict.Of(new DeliveryAnswer(status, null, null)).GetType().Name.ShouldBe(expected);

    [Theory]
    [InlineData(302, false)]
    [InlineData(400, true)]
    [InlineData(401, false)]
    [InlineData(403, true)]
    [InlineData(404, false)]
    [InlineData(406, true)]
    [InlineData(408, false)]
    [InlineData(413, true)]
    [InlineData(422, true)]
    [InlineData(429, false)]
    [InlineData(500, false)]
    [InlineData(503, false)]
    public void What_a_visitor_can_bring_about_is_about_that_delivery_alone(int status, bool onlyThis) =>
        DeliveryVerdict.Of(new DeliveryAnswer(status, null, null)).ShouldBeOfType<DeliveryVerdict.TryLater>().OnlyThis.ShouldBe(onlyThis);

    [Theory]
    [InlineData(429, true)]
    [InlineData(503, true)]
    [InlineData(500, false)]
    public void Only_too_many_and_unavailable_may_ask_for_time(int status, bool heard) =>
        (DeliveryVerdict.Of(new DeliveryAnswer(status, null, TimeSpan.FromMinutes(7))) as DeliveryVerdict.TryLater)!.RetryAfter
            .ShouldBe(heard ? TimeSpan.FromMinutes(7) : null);
}
