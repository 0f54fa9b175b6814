using System.Runtime.Versioning;
using HeadlessKey.Secrets;
using HeadlessKey.Tests.Infrastructure;

namespace HeadlessKey.Tests.Secrets;

public sealed class MasterKeyFileTests : IDisposable
{
    private static readonly string Configured = Convert.ToBase64String([.. Enumerable.Repeat((byte)7, 32)]);

    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_first_start_makes_a_key_that_the_next_start_finds() => Fingerprint(Load()).ShouldBe(Fingerprint(Load()));

    [Fact]
    public void Two_servers_make_different_keys()
    {
        using var other = new TempFolder();

        Fingerprint(Load()).ShouldNotBe(Fingerprint(MasterKeyFile.Load(new StorageOptions { DataFolder = other.Path })));
    }

    [Fact, UnsupportedOSPlatform("windows")]
    public void Only_the_owner_may_read_the_file()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no modes.");
        Load();

        File.GetUnixFileMode(folder.File(MasterKeyFile.Name)).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact, UnsupportedOSPlatform("windows")]
    public void Only_the_owner_may_look_into_a_folder_that_was_made_for_it()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no modes.");
        MasterKeyFile.Load(new StorageOptions { DataFolder = folder.File("new") });

        File.GetUnixFileMode(folder.File("new")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    [Fact]
    public async Task Fifty_that_start_at_once_agree_on_one_key()
    {
        using var go = new ManualResetEventSlim();
        var loads = Enumerable.Range(0, 50).Select(_ => Task.Factory.StartNew(
            () =>
            {
                go.Wait(TimeSpan.FromSeconds(10)).ShouldBeTrue();
                return Fingerprint(Load());
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)).ToArray();
        go.Set();

        (await Task.WhenAll(loads)).Distinct().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Those_who_came_second_leave_no_draft_behind()
    {
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(Load)));

        System.IO.Directory.GetFiles(folder.Path).Select(Path.GetFileName).ShouldBe([MasterKeyFile.Name]);
    }

    [Fact]
    public void A_configured_key_wins_and_no_file_is_made()
    {
        var key = MasterKeyFile.Load(new StorageOptions { DataFolder = folder.Path, MasterKey = Configured });

        Fingerprint(key).ShouldBe(Fingerprint(new MasterKey([.. Enumerable.Repeat((byte)7, 32)])));
        File.Exists(folder.File(MasterKeyFile.Name)).ShouldBeFalse();
    }

    [Theory]
    [InlineData("")]
    [InlineData("not base64")]
    [InlineData("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHg==")]     // 31 bytes
    [InlineData("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8g")]     // 33 bytes
    public void A_file_that_holds_no_key_stops_the_start_and_is_named(string content)
    {
        File.WriteAllText(folder.File(MasterKeyFile.Name), content);

        var refusal = Should.Throw<StartupException>(Load);

        refusal.Message.ShouldContain(folder.File(MasterKeyFile.Name));
        refusal.Message.ShouldContain("openssl rand -base64 32");
    }

    [Fact]
    public void A_damaged_file_is_never_overwritten()
    {
        File.WriteAllText(folder.File(MasterKeyFile.Name), "damaged");

        Should.Throw<StartupException>(Load);

        File.ReadAllText(folder.File(MasterKeyFile.Name)).ShouldBe("damaged");
    }

    [Fact]
    public void A_database_whose_key_is_gone_gets_no_new_one()
    {
        File.WriteAllText(folder.File(StorageOptions.SqliteFileName), string.Empty);

        Should.Throw<StartupException>(Load).Message.ShouldContain(folder.File(MasterKeyFile.Name));

        File.Exists(folder.File(MasterKeyFile.Name)).ShouldBeFalse();
    }

    [Fact, Promise("W3")]
    public void A_refusal_names_the_setting_and_not_the_key()
    {
        const string secret = "c2VjcmV0LWJ1dC10b28tc2hvcnQ=";

        var refusal = Should.Throw<StartupException>(() => MasterKeyFile.Load(new StorageOptions { MasterKey = secret }));

        refusal.Message.ShouldContain("HeadlessKey:Storage:MasterKey");
        refusal.Message.ShouldNotContain(secret);
    }

    [Fact]
    public void A_folder_that_cannot_be_made_stops_the_start_and_is_named()
    {
        File.WriteAllText(folder.File("file"), string.Empty);

        Should.Throw<StartupException>(() => MasterKeyFile.Load(new StorageOptions { DataFolder = folder.File("file/below") }))
            .Message.ShouldContain(folder.File("file/below"));
    }

    private MasterKey Load() => MasterKeyFile.Load(new StorageOptions { DataFolder = folder.Path });

    private static string Fingerprint(MasterKey key) => Convert.ToHexString(key.Derive("test"));
}
