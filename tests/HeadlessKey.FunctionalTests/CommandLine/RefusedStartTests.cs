using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace HeadlessKey.FunctionalTests.CommandLine;

/// <summary>What stops the start says so in one line, and the program exits with 1.</summary>
public sealed class RefusedStartTests
{
    [Fact]
    public async Task An_unknown_setting_is_named_with_its_source_and_the_nearest_known_one()
    {
        await using var place = await Installation.CreateAsync(EveryEngineAttribute.Sqlite, ("HeadlessKey__Tokens__Lifetme", "00:10:00"));

        (await place.RunAsync("serve")).ExpectRefused(
            "HeadlessKey:Tokens:Lifetme (from the environment) is not a setting. Did you mean HeadlessKey:Tokens:Lifetime?");
    }

    [Theory]
    [InlineData("--HeadlessKey:Tokens:Lifetime=abc")]
    [InlineData("--HeadlessKey:Tokens:Lifetime=30.00:00:00")]
    public async Task A_value_that_cannot_be_is_named_with_its_source(string setting)
    {
        await using var place = await Installation.CreateAsync(EveryEngineAttribute.Sqlite);

        (await place.RunAsync("serve", setting)).ExpectRefused("HeadlessKey:Tokens:Lifetime (from the command line)");
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("http://127.0.0.1:99999")]
    [InlineData("ftp://127.0.0.1:2121")]
    public async Task An_address_that_is_none_is_refused(string urls)
    {
        await using var place = await Installation.CreateAsync(EveryEngineAttribute.Sqlite);

        (await place.RunAsync("serve", "--urls", urls)).ExpectRefused(urls);
    }

    [Theory, EveryEngine]
    public async Task A_port_in_use_is_refused(string engine)
    {
        await using var place = await Installation.CreateAsync(engine);
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();

        (await place.RunAsync("serve", "--urls", $"http://{taken.LocalEndpoint}")).ExpectRefused("address already in use");
    }

    [Theory]
    [InlineData("serve")]
    [InlineData("user list")]
    public async Task A_data_folder_that_is_a_file_or_cannot_be_made_is_refused(string verb)
    {
        await using var place = await Installation.CreateAsync(EveryEngineAttribute.Sqlite);
        var file = place.Write("file", "not a folder");

        (await place.RunAsync([.. verb.Split(' '), "--data", file])).ExpectRefused($"The data folder {file} cannot be made");
        (await place.RunAsync([.. verb.Split(' '), "--data", "/proc/none/such"])).ExpectRefused("The data folder /proc/none/such cannot be made");
    }

    [Theory]
    [InlineData("serve")]
    [InlineData("user list")]
    public async Task A_database_file_that_is_none_is_refused_and_left_alone(string verb)
    {
        await using var place = await Installation.CreateAsync(EveryEngineAttribute.Sqlite);
        System.IO.Directory.CreateDirectory(place.DataFolder);
        await File.WriteAllTextAsync(Path.Combine(place.DataFolder, "master.key"), Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
        var path = Path.Combine(place.DataFolder, "headlesskey.db");
        var noise = RandomNumberGenerator.GetBytes(8192);
        await File.WriteAllBytesAsync(path, noise);

        (await place.RunAsync(verb.Split(' '))).ExpectRefused($"The database {path} cannot be opened");

        (await File.ReadAllBytesAsync(path)).ShouldBe(noise);
    }

    [Fact]
    public async Task A_damaged_database_is_refused()
    {
        await using var place = await Installation.CreateAsync(EveryEngineAttribute.Sqlite);
        await place.AddUserAsync();
        await using (var file = File.OpenWrite(Path.Combine(place.DataFolder, "headlesskey.db")))
        {
            file.Seek(100, SeekOrigin.Begin); // behind the header, so that it still looks like a database
            file.Write(RandomNumberGenerator.GetBytes((int)file.Length - 100));
        }

        (await place.RunAsync("serve")).ExpectRefused("malformed");
    }

    [Fact]
    public async Task A_master_key_of_another_database_is_refused()
    {
        await using var place = await Installation.CreateAsync(EveryEngineAttribute.Sqlite);
        (await place.RunAsync("keys", "list")).ExpectDone();
        await File.WriteAllTextAsync(Path.Combine(place.DataFolder, "master.key"), Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));

        (await place.RunAsync("serve")).ExpectRefused("cannot be opened with this master key");
    }

    [Theory]
    [InlineData("nonsense", "HeadlessKey:Storage:ConnectionString")]
    [InlineData("Host=127.0.0.1;Port=1;Username=nobody", "Failed to connect to 127.0.0.1:1")]
    public async Task A_postgresql_that_cannot_be_reached_is_refused(string connectionString, string saying)
    {
        await using var place = await Installation.CreateAsync(
            EveryEngineAttribute.Sqlite, ("HeadlessKey__Storage__Engine", "postgresql"), ("HeadlessKey__Storage__ConnectionString", connectionString));

        (await place.RunAsync("serve")).ExpectRefused(saying);
    }

    [Fact]
    public async Task An_administrator_of_the_environment_without_a_password_is_refused()
    {
        await using var place = await Installation.CreateAsync(
            EveryEngineAttribute.Sqlite, ("HEADLESSKEY_ADMIN_LOGIN", "boss"), ("HEADLESSKEY_ADMIN_EMAIL", "boss@example.test"));

        (await place.RunAsync("serve")).ExpectRefused("HEADLESSKEY_ADMIN_PASSWORD is not");
    }

    [Theory]
    [InlineData("serve", "--set", "Admin:Enabled=false", "Admin:Enabled", "HeadlessKey:Admin:Enabled")]
    [InlineData("doctor", "--set", "Admin:Enabled=false", "Admin:Enabled", "HeadlessKey:Admin:Enabled")]
    [InlineData("serve", "--admin:networks:0=10.0.0.0/8", null, "admin:networks:0", "HeadlessKey:admin:networks:0")]
    [InlineData("serve", "--set", "Admin:Enbaled=false", "Admin:Enbaled", "HeadlessKey:Admin:Enbaled")]
    [InlineData("serve", "--set", "SecretKey=a secret", "SecretKey", "HeadlessKey:SecretKey")]
    [InlineData("serve", "--set", "HeadlessKey__Admin__Enabled=false", "HeadlessKey__Admin__Enabled", "HeadlessKey:Admin:Enabled")]
    public async Task A_setting_without_its_beginning_is_refused_for_it_would_do_nothing(string verb, string option, string? pair, string key, string meant)
    {
        await using var place = await Installation.CreateAsync(EveryEngineAttribute.Sqlite);

        (await place.RunAsync([verb, option, .. pair is null ? (string[])[] : [pair]])).ExpectRefused($"--set {key} is not a setting. Did you mean {meant}?")
            .Error.ShouldNotContain("a secret");

        System.IO.Directory.Exists(place.DataFolder).ShouldBeFalse();
    }
}
