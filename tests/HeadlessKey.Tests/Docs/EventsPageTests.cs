using HeadlessKey.Tests.Repository;

namespace HeadlessKey.Tests.Docs;

public sealed class EventsPageTests
{
    [Fact]
    public void The_page_says_what_is_sent() => RecordedFile.ShouldSay("docs/events.md", EventsPage.Generate());
}
