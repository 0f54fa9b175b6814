namespace HeadlessKey.FunctionalTests.CommandLine;

public sealed class UsageTests
{
    [Theory]
    [InlineData("serve")]
    [InlineData("user add")]
    [InlineData("user invite")]
    [InlineData("user verify-email")]
    [InlineData("user list")]
    [InlineData("user show")]
    [InlineData("user set-password")]
    [InlineData("user set-roles")]
    [InlineData("user disable")]
    [InlineData("user enable")]
    [InlineData("user delete")]
    [InlineData("user import")]
    [InlineData("user export")]
    [InlineData("keys list")]
    [InlineData("keys rotate")]
    [InlineData("keys import")]
    [InlineData("keys retire")]
    [InlineData("sessions list")]
    [InlineData("sessions revoke")]
    [InlineData("email test")]
    [InlineData("email preview")]
    [InlineData("email queue")]
    [InlineData("email retry")]
    [InlineData("migrate")]
    [InlineData("hash calibrate")]
    [InlineData("doctor")]
    [InlineData("openapi")]
    public async Task Every_verb_explains_itself_and_touches_nothing(string verb)
    {
        await using var place = await Installation.CreateAsync(EveryEngineAttribute.Sqlite);

        var help = (await place.RunAsync([.. verb.Split(' '), "--help"])).ExpectDone();

        help.Output.ShouldContain($"headlesskey {verb}");
        help.Output.ShouldContain("--data <DIR>");
        System.IO.Directory.Exists(place.DataFolder).ShouldBeFalse();
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("user")]
    [InlineData("user add ada")]
    [InlineData("user import")]
    [InlineData("user import a.csv --verified perhaps")]
    [InlineData("user export --format xml")]
    [InlineData("keys import key.pem")]
    [InlineData("keys rotate --alg none")]
    [InlineData("sessions revoke")]
    [InlineData("sessions revoke one --all")]
    [InlineData("hash calibrate --target 1")]
    [InlineData("email")]
    [InlineData("email test")]
    [InlineData("email preview test --lang xx")]
    public async Task What_is_not_understood_exits_with_2_and_touches_nothing(string arguments)
    {
        await using var place = await Installation.CreateAsync(EveryEngineAttribute.Sqlite);

        (await place.RunAsync(arguments.Split(' '))).ExpectNotUnderstood().Error.ShouldNotBeEmpty();

        System.IO.Directory.Exists(place.DataFolder).ShouldBeFalse();
    }

    [Fact]
    public async Task Calibration_proposes_no_less_than_the_least_round_count()
    {
        await using var place = await Installation.CreateAsync(EveryEngineAttribute.Sqlite);

        var calibrated = (await place.RunAsync("hash", "calibrate", "--target", "10")).ExpectDone();

        calibrated.Output.ShouldContain("Keep 210,000");
        calibrated.Error.ShouldContain("Timing");
    }

    [Fact]
    public async Task The_openapi_document_is_printed_without_a_server()
    {
        await using var place = await Installation.CreateAsync(EveryEngineAttribute.Sqlite);

        var document = (await place.RunAsync("openapi")).ExpectDone().Json;

        document.GetProperty("paths").TryGetProperty("/wp-json/headlesskey/v1/token", out _).ShouldBeTrue();
    }
}
