using HeadlessKey.Tests.Repository;
using Microsoft.Extensions.Configuration;

namespace HeadlessKey.Tests.Docs;

public sealed class ConfigurationPageTests
{
    [Fact]
    public void The_page_says_what_the_options_classes_say() => RecordedFile.ShouldSay("docs/configuration.md", ConfigurationPage.Generate());

    [Fact]
    public void The_page_lists_every_setting_that_the_server_knows() =>
        ConfigurationPage.Settings.ShouldBe(KnownSettings.All.Select(name => $"{HeadlessKeyOptions.Section}:{name}"), ignoreOrder: true);

    [Fact]
    public void Every_short_environment_name_on_the_page_is_read()
    {
        var page = ConfigurationPage.Generate();
        var configuration = new ConfigurationBuilder().AddHeadlessKeyEnvironment();

        configuration.Sources.ShouldHaveSingleItem();
        foreach (var name in (string[])["HEADLESSKEY_SECRET_KEY", "HEADLESSKEY_CORS", "HEADLESSKEY_REST_NAMESPACE", "HEADLESSKEY_REST_VERSION"])
        {
            page.ShouldContain($", `{name}`");
        }
    }
}
