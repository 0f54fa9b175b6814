using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace HeadlessKey.Tests.Options;

/// <summary>Each setting with a range, just outside it and on its ends.</summary>
[Promise("T8")]
public sealed class SettingRangeTests
{
    public static TheoryData<string, string, string, string, string> Ranges => new()
    {
        // setting, just too small, smallest, largest, just too large
        { "Rest:MaxBodyBytes", "1023", "1024", "1048576", "1048577" },
        { "Tokens:Lifetime", "00:00:59", "00:01:00", "1.00:00:00", "1.00:00:01" },
        { "Tokens:ClockSkew", "-00:00:01", "00:00:00", "00:01:00", "00:01:01" },
        { "Tokens:RefreshWindow", "-00:00:01", "00:00:00", "14.00:00:00", "14.00:00:01" },
        { "Tokens:Remembered", "-1", "0", "1000000", "1000001" },
        { "Sessions:InactivityLimit", "00:04:59", "00:05:00", "365.00:00:00", "365.00:00:01" },
        { "Sessions:AbsoluteLimit", "00:04:59", "00:05:00", "365.00:00:00", "365.00:00:01" },
        { "Sessions:UnrememberedLimit", "00:04:59", "00:05:00", "365.00:00:00", "365.00:00:01" },
        { "Sessions:GraceWindow", "-00:00:01", "00:00:00", "00:05:00", "00:05:01" },
        { "Passwords:Iterations", "209999", "210000", "10000000", "10000001" },
        { "Passwords:HashQueue", "0", "1", "10000", "10001" },
        { "Passwords:MinimumLength", "7", "8", "64", "65" },
        { "Registration:InvitationLifetime", "00:59:59", "01:00:00", "90.00:00:00", "90.00:00:01" },
        { "Email:Smtp:Port", "0", "1", "65535", "65536" },
        { "Email:Smtp:Timeout", "00:00:00.5", "00:00:01", "00:05:00", "00:05:01" },
        { "ActivityLog:KeepFor", "23:59:59", "1.00:00:00", "36500.00:00:00", "36500.00:00:01" },
        { "ActivityLog:AnchorEvery", "00:00:59", "00:01:00", "365.00:00:00", "365.00:00:01" },
        { "Sso:Timeout", "00:00:00.9990000", "00:00:01", "00:00:30", "00:00:31" },
        { "Keys:AnnounceFor", "00:00:09", "00:00:10", "30.00:00:00", "30.00:00:01" },
    };

    [Theory]
    [MemberData(nameof(Ranges))]
    public void A_range_holds_to_its_ends(string setting, string tooSmall, string smallest, string largest, string tooLarge)
    {
        FaultOf(setting, tooSmall).ShouldNotBeNull().ShouldContain($"it must be from {smallest} to {largest}");
        FaultOf(setting, smallest).ShouldBeNull();
        FaultOf(setting, largest).ShouldBeNull();
        FaultOf(setting, tooLarge).ShouldNotBeNull().ShouldStartWith($"HeadlessKey:{setting} (from ");
    }

    [Fact]
    public void The_documented_ends_are_the_checked_ones()
    {
        var page = Docs.ConfigurationPage.Generate();

        page.ShouldContain("from one minute to one day");
        page.ShouldContain("at most 60 seconds");
        page.ShouldContain("from 210,000 to 10,000,000");
        page.ShouldContain("from 1,024 to 1,048,576");
        page.ShouldContain("from 10 seconds to 30 days");
    }

    private static string? FaultOf(string setting, string value)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
        [
            KeyValuePair.Create("HeadlessKey:PublicUrl", (string?)"https://example.com"),
            KeyValuePair.Create($"HeadlessKey:{setting}", (string?)value),
        ]).Build();
        var options = configuration.GetSection(HeadlessKeyOptions.Section).Get<HeadlessKeyOptions>()!;
        IValidateOptions<HeadlessKeyOptions>[] validators = [new HeadlessKeyOptionsValidator(configuration), new AccountOptionsValidator(configuration), new AccessOptionsValidator(configuration)];
        return validators.SelectMany(validator => validator.Validate(name: null, options).Failures ?? []).SingleOrDefault();
    }
}
