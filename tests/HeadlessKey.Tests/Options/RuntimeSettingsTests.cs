using HeadlessKey.Settings;

namespace HeadlessKey.Tests.Options;

/// <summary>What may change while the server runs is taken over, and nothing else is.</summary>
public sealed class RuntimeSettingsTests
{
    public static TheoryData<string> Runtime => [.. KnownSettings.Settings.Where(setting => setting.IsRuntime).Select(setting => setting.Key)];

    public static TheoryData<string> Others => [.. KnownSettings.Settings.Where(setting => !setting.IsRuntime).Select(setting => setting.Key)];

    [Theory, MemberData(nameof(Runtime))]
    public void A_runtime_setting_is_taken_over(string key)
    {
        var options = new HeadlessKeyOptions();
        var next = new HeadlessKeyOptions();
        var setting = KnownSettings.Settings.Single(each => each.Key == key);
        Change(next, key);
        SettingText.ToWords(setting.Read(next)).ShouldNotBe(SettingText.ToWords(setting.Read(options)));

        options.TakeOver(next);

        SettingText.ToWords(setting.Read(options)).ShouldBe(SettingText.ToWords(setting.Read(next)));
        options.Latest.ShouldBeSameAs(next);
    }

    [Theory, MemberData(nameof(Others))]
    public void What_decides_where_everything_is_and_who_signs_stays(string key) =>
        key.Split(':')[0].ShouldBeOneOf("PublicUrl", "SecretKey", "Rest", "Storage", "Admin", "Tokens", "Passwords", "Email", "Keys", "ActivityLog", "Outbound", "Hooks", "Deliveries", "Sso", "ForwardAuth", "Directory", "WordPress");

    [Fact]
    public void No_secret_is_a_runtime_setting() =>
        KnownSettings.Settings.Where(setting => setting is { IsRuntime: true, IsSecret: true }).ShouldBeEmpty(); // what is stored stands in the history, readable

    [Fact]
    public void What_is_made_from_settings_is_made_anew_when_they_change_and_only_then()
    {
        var options = new HeadlessKeyOptions { SiteName = "one" };
        var made = 0;
        var derived = new FromSettings<string>(options, latest =>
        {
            made++;
            return latest.SiteName!;
        });

        derived.Value.ShouldBe("one");
        derived.Value.ShouldBe("one");
        options.TakeOver(new HeadlessKeyOptions { SiteName = "two" });
        derived.Value.ShouldBe("two");
        derived.Value.ShouldBe("two");
        made.ShouldBe(2);
    }

    private static void Change(HeadlessKeyOptions options, string key)
    {
        object owner = options;
        var names = key.Split(':');
        foreach (var name in names[..^1])
        {
            owner = owner.GetType().GetProperty(name)!.GetValue(owner)!;
        }

        var property = owner.GetType().GetProperty(names[^1])!;
        property.SetValue(owner, property.GetValue(owner) switch
        {
            bool flag => !flag,
            int number => number + 1,
            TimeSpan span => span + TimeSpan.FromSeconds(1),
            IList<string> => new List<string> { "x" },
            IDictionary<string, string> => new Dictionary<string, string> { ["x"] = "x" },
            IDictionary<string, int> => new Dictionary<string, int> { ["x"] = 1 },
            var text => $"{text}x",
        });
    }
}
