using HeadlessKey.Settings;
using HeadlessKey.Tests.Infrastructure;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace HeadlessKey.Tests.Settings;

/// <summary>Which of several sources wins, and what becomes of values that do not stand.</summary>
public sealed class SettingsReaderTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_stored_value_stands_over_the_default()
    {
        var (options, faults) = Reader().Read(Stored(("Tokens:Lifetime", "00:10:00"), ("SiteName", "Stored")));

        faults.ShouldBeEmpty();
        options.Tokens.Lifetime.ShouldBe(TimeSpan.FromMinutes(10));
        options.SiteName.ShouldBe("Stored");
    }

    [Theory]
    [InlineData("file")]
    [InlineData("environment")]
    [InlineData("command_line")]
    public void Every_source_of_the_host_stands_over_it_and_says_so(string source)
    {
        var reader = Reader(builder => Add(builder, source, "HeadlessKey:Tokens:Lifetime", "00:20:00"));
        var key = SettingKey.Find("Tokens:Lifetime")!;

        reader.FindGiven(key)!.Source.ShouldBe(source);
        reader.FindGiven(key)!.IsLocked.ShouldBeTrue();
        var (options, used, ignored) = reader.ReadWhatStands(Stored(("Tokens:Lifetime", "00:10:00")));
        options.Tokens.Lifetime.ShouldBe(TimeSpan.FromMinutes(20));
        used.ShouldBeEmpty();
        ignored.ShouldHaveSingleItem().Reason.ShouldContain("which wins");
    }

    [Fact]
    public void The_later_of_the_hosts_sources_is_named()
    {
        var reader = Reader(builder =>
        {
            Add(builder, "file", "HeadlessKey:Sessions:Limit", "1");
            Add(builder, "command_line", "HeadlessKey:Sessions:Limit", "2");
        });

        reader.FindGiven(SettingKey.Find("Sessions:Limit")!)!.Source.ShouldBe("command_line");
        reader.Read([]).Options.Sessions.Limit.ShouldBe(2);
    }

    [Fact]
    public void The_file_is_named()
    {
        var reader = Reader(builder => Add(builder, "file", "HeadlessKey:Sessions:Limit", "1"));

        reader.FindGiven(SettingKey.Find("Sessions:Limit")!)!.Name.ShouldBe("my.json");
    }

    [Fact]
    public void A_list_is_the_hosts_or_the_stored_one_and_never_a_mixture()
    {
        var stored = Stored(("Cors:AllowedOrigins", """["https://a.example","https://b.example","https://c.example"]"""));

        Reader().ReadWhatStands(stored).Options.Cors.AllowedOrigins.Count.ShouldBe(3);
        Reader(builder => Add(builder, "command_line", "HeadlessKey:Cors:AllowedOrigins:0", "https://only.example"))
            .ReadWhatStands(stored).Options.Cors.AllowedOrigins.ShouldBe(["https://only.example"]);
    }

    [Fact]
    public void Of_a_map_each_entry_stands_for_itself()
    {
        var reader = Reader(builder => Add(builder, "command_line", "HeadlessKey:Access:Rules:register", "off"));

        var (options, used, ignored) = reader.ReadWhatStands(Stored(("Access:Rules:register", "public"), ("Access:Rules:token", "off")));

        options.Access.Rules["register"].ShouldBe("off");
        options.Access.Rules["token"].ShouldBe("off");
        used.Keys.ShouldBe(["Access:Rules:token"]);
        ignored.Select(each => each.Key).ShouldBe(["Access:Rules:register"]);
    }

    [Fact]
    public void Code_stands_over_everything_and_is_found_by_what_it_changes()
    {
        var reader = Reader(code: options => options.Registration.Mode = "closed");

        reader.FindGiven(SettingKey.Find("Registration:Mode")!)!.Source.ShouldBe("code");
        reader.FindGiven(SettingKey.Find("Registration:Private")!).ShouldBeNull();
        reader.ReadWhatStands(Stored(("Registration:Mode", "open"))).Options.Registration.Mode.ShouldBe("closed");
    }

    [Fact]
    public void The_configuration_is_read_once()
    {
        var configuration = new ConfigurationManager { ["HeadlessKey:PublicUrl"] = "https://example.com", ["HeadlessKey:Sessions:Limit"] = "1" };
        var reader = Reader(configuration);

        configuration["HeadlessKey:Sessions:Limit"] = "5";

        reader.Read([]).Options.Sessions.Limit.ShouldBe(1); // as the running server has it
    }

    [Theory]
    [InlineData("Tokens:Lifetime", "2.00:00:00")]
    [InlineData("Tokens:Lifetime", "soon")]
    [InlineData("Sessions:Limit", "many")]
    [InlineData("Sessions:Limit", "-1")]
    [InlineData("Cors:Enabled", "perhaps")]
    [InlineData("Cors:AllowedOrigins", """["*"]""")]
    [InlineData("Cors:AllowedOrigins", "no list")]
    [InlineData("Proxies:Trusted", """["0.0.0.0/0"]""")]
    [InlineData("Access:Rules:nothing", "off")]
    [InlineData("Access:Rules:me", "public")]
    [InlineData("Registration:DefaultRole", "administrator")]
    [InlineData("RefreshCookie:SameSite", "sometimes")]
    [InlineData("Lockout:LongestLock", "00:01:00")]
    [InlineData("Storage:Engine", "postgresql")]
    [InlineData("SecretKey", "a secret that is long enough to sign with, and that nobody knows")]
    [InlineData("Access:Rules", "public")]
    [InlineData("No:Such:Setting", "1")]
    public void What_does_not_stand_is_left_out_with_its_reason_and_drags_nothing_along(string key, string value)
    {
        var (options, used, ignored) = Reader().ReadWhatStands(Stored((key, value), ("SiteName", "Fine"), ("Tokens:ClockSkew", "00:00:05")));

        ignored.ShouldHaveSingleItem().Key.ShouldBe(key);
        ignored[0].Reason.ShouldNotBeNullOrEmpty();
        used.Keys.ShouldBe(["SiteName", "Tokens:ClockSkew"]);
        (options.SiteName, options.Tokens.ClockSkew).ShouldBe(("Fine", TimeSpan.FromSeconds(5)));
        Reader().Read(used).Faults.ShouldBeEmpty();
    }

    [Fact]
    public void Of_two_that_are_wrong_together_one_stays()
    {
        var (options, used, ignored) = Reader().ReadWhatStands(Stored(("Lockout:FirstLock", "10:00:00"), ("Lockout:LongestLock", "05:00:00")));

        used.Count.ShouldBe(1);
        ignored.Count.ShouldBe(1);
        options.Lockout.LongestLock.ShouldBeGreaterThanOrEqualTo(options.Lockout.FirstLock);
    }

    [Fact]
    public void A_file_that_makes_a_stored_value_impossible_takes_it_out_of_force()
    {
        var reader = Reader(builder => Add(builder, "command_line", "HeadlessKey:Email:Transport", "none"));

        var (options, _, ignored) = reader.ReadWhatStands(Stored(("Registration:Private", "true")));

        options.Registration.Private.ShouldBeFalse();
        ignored.ShouldHaveSingleItem().Reason.ShouldContain("Email:Transport is none");
    }

    [Fact, Promise("W3")]
    public void No_reason_quotes_a_secret()
    {
        var (_, _, ignored) = Reader().ReadWhatStands(Stored(("Email:Smtp:Password", "hidden-value"), ("SecretKey", "hidden-value")));

        ignored.Count.ShouldBe(2);
        string.Join(' ', ignored.Select(each => each.Reason)).ShouldNotContain("hidden-value");
    }

    private SettingsReader Reader(Action<IConfigurationBuilder>? add = null, Action<HeadlessKeyOptions>? code = null)
    {
        var builder = new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create("HeadlessKey:PublicUrl", (string?)"https://example.com")]);
        add?.Invoke(builder);
        return Reader(builder.Build(), code);
    }

    private static SettingsReader Reader(IConfiguration configuration, Action<HeadlessKeyOptions>? code = null)
    {
        var services = new ServiceCollection();
        services.AddSingleton(configuration);
        services.AddHeadlessKey(code);
        return services.BuildServiceProvider().GetRequiredService<SettingsReader>();
    }

    private void Add(IConfigurationBuilder builder, string source, string key, string value)
    {
        switch (source)
        {
            case "file":
                File.WriteAllText(folder.File("my.json"), $$"""{ "{{key}}": "{{value}}" }""");
                builder.SetBasePath(folder.Path).AddJsonFile("my.json");
                break;
            case "command_line":
                builder.AddCommandLine([$"--{key}={value}"]);
                break;
            default:
                var provider = new Microsoft.Extensions.Configuration.EnvironmentVariables.EnvironmentVariablesConfigurationProvider("NONE_OF_THESE_");
                provider.Set(key, value);
                builder.Add(new Fixed(provider));
                break;
        }
    }

    private static Dictionary<string, string> Stored(params (string Key, string Value)[] values) =>
        values.ToDictionary(value => value.Key, value => value.Value, StringComparer.OrdinalIgnoreCase);

    /// <summary>A provider as it is, filled already.</summary>
    private sealed class Fixed(IConfigurationProvider provider) : IConfigurationSource
    {
        public IConfigurationProvider Build(IConfigurationBuilder builder) => new Kept(provider);
    }

    private sealed class Kept : Microsoft.Extensions.Configuration.EnvironmentVariables.EnvironmentVariablesConfigurationProvider
    {
        private readonly IConfigurationProvider inner;

        public Kept(IConfigurationProvider inner)
            : base("NONE_OF_THESE_") => this.inner = inner;

        public override bool TryGet(string key, out string? value) => inner.TryGet(key, out value);

        public override IEnumerable<string> GetChildKeys(IEnumerable<string> earlierKeys, string? parentPath) => inner.GetChildKeys(earlierKeys, parentPath);

        public override void Load()
        {
        }
    }
}
