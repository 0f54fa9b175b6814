using Microsoft.Extensions.Configuration;

namespace HeadlessKey.Tests.Options;

[Collection("Environment variables belong to the whole process")]
public sealed class PluginEnvironmentProviderTests : IDisposable
{
    private static readonly string[] Variables = ["HEADLESSKEY_SECRET_KEY", "HEADLESSKEY_CORS", "HEADLESSKEY_REST_NAMESPACE", "HEADLESSKEY_REST_VERSION"];

    public void Dispose()
    {
        foreach (var variable in Variables)
        {
            Environment.SetEnvironmentVariable(variable, null);
        }
    }

    [Theory]
    [InlineData("HEADLESSKEY_SECRET_KEY", "HeadlessKey:SecretKey")]
    [InlineData("HEADLESSKEY_CORS", "HeadlessKey:Cors:Enabled")]
    [InlineData("HEADLESSKEY_REST_NAMESPACE", "HeadlessKey:Rest:Namespace")]
    [InlineData("HEADLESSKEY_REST_VERSION", "HeadlessKey:Rest:Version")]
    public void A_variable_of_the_plugin_is_a_setting(string variable, string key)
    {
        Environment.SetEnvironmentVariable(variable, "value");

        Load()[key].ShouldBe("value");
    }

    [Fact]
    public void An_empty_variable_is_none()
    {
        Environment.SetEnvironmentVariable("HEADLESSKEY_REST_VERSION", string.Empty);

        Load()["HeadlessKey:Rest:Version"].ShouldBeNull();
    }

    [Fact]
    public void It_is_named_as_the_environment()
    {
        Environment.SetEnvironmentVariable("HEADLESSKEY_SECRET_KEY", "value");

        SettingSource.Describe(Load(), "HeadlessKey:SecretKey").ShouldBe("HeadlessKey:SecretKey (from the environment)");
    }

    private static IConfigurationRoot Load() => new ConfigurationBuilder().AddHeadlessKeyEnvironment().Build();
}
