using HeadlessKey.Server;
using HeadlessKey.Server.Commands;
using HeadlessKey.Tests.Infrastructure;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace HeadlessKey.Tests.Options;

[Promise("T8"), Collection("Environment variables belong to the whole process")]
public sealed class SettingSourceTests : IDisposable
{
    private const string Key = "HeadlessKey:Tokens:Lifetime";

    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_setting_nobody_made_is_not_set() => Describe(_ => { }).ShouldBe($"{Key} (not set)");

    [Fact]
    public void A_file_is_named()
    {
        File.WriteAllText(folder.File("my.json"), """{ "HeadlessKey": { "Tokens": { "Lifetime": "0" } } }""");

        Describe(builder => builder.SetBasePath(folder.Path).AddJsonFile("my.json")).ShouldBe($"{Key} (from my.json)");
    }

    [Fact]
    public void The_command_line_is_named() =>
        Describe(builder => builder.AddCommandLine([$"--{Key}=0"])).ShouldBe($"{Key} (from the command line)");

    [Fact]
    public void The_last_source_wins() =>
        Describe(builder => builder
            .AddInMemoryCollection([KeyValuePair.Create(Key, (string?)"1")])
            .AddCommandLine([$"--{Key}=0"])).ShouldBe($"{Key} (from the command line)");

    [Fact]
    public void A_list_is_found_by_its_entries() =>
        SettingSource.Describe(
            new ConfigurationBuilder().AddCommandLine(["--HeadlessKey:Cors:AllowedOrigins:0=x"]).Build(), "HeadlessKey:Cors:AllowedOrigins")
            .ShouldBe("HeadlessKey:Cors:AllowedOrigins (from the command line)");

    [Fact]
    public void The_environment_is_named()
    {
        const string variable = "HEADLESSKEY_UNIT_TEST_HeadlessKey__Tokens__Lifetime";
        Environment.SetEnvironmentVariable(variable, "0");
        try
        {
            Describe(builder => builder.AddEnvironmentVariables("HEADLESSKEY_UNIT_TEST_")).ShouldBe($"{Key} (from the environment)");
        }
        finally
        {
            Environment.SetEnvironmentVariable(variable, null);
        }
    }

    [Fact]
    public void A_setting_given_to_the_program_came_from_the_command_line()
    {
        var arguments = new ServerArguments(new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase)
        {
            [Key] = "00:00:01",
            ["HeadlessKey:PublicUrl"] = "https://example.com",
            ["HeadlessKey:Storage:DataFolder"] = folder.Path,
        });
        using var server = ServerHost.BuildServices(arguments) as IDisposable;

        var refusal = Should.Throw<OptionsValidationException>(
            () => ((Microsoft.AspNetCore.Builder.WebApplication)server!).Services.GetRequiredService<IOptions<HeadlessKeyOptions>>().Value);

        refusal.Message.ShouldStartWith($"{Key} (from the command line)");
    }

    private static string Describe(Action<IConfigurationBuilder> add)
    {
        var builder = new ConfigurationBuilder();
        add(builder);
        return SettingSource.Describe(builder.Build(), Key);
    }
}
