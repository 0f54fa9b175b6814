using HeadlessKey.Email;

namespace HeadlessKey.Tests.Email;

public sealed class LifetimeTextTests
{
    [Theory]
    [InlineData(1, "1 minute", "1 分钟")]
    [InlineData(10, "10 minutes", "10 分钟")]
    [InlineData(60, "1 hour", "1 小时")]
    [InlineData(90, "90 minutes", "90 分钟")]
    [InlineData(1440, "24 hours", "24 小时")]
    [InlineData(2880, "2 days", "2 天")]
    [InlineData(10080, "7 days", "7 天")]
    public void A_time_is_said_as_people_say_it(int minutes, string english, string chinese)
    {
        var text = LifetimeText.Of(TimeSpan.FromMinutes(minutes));

        text.English.ShouldBe(english);
        text.SimplifiedChinese.ShouldBe(chinese);
    }
}
