using HeadlessKey.Testing;

namespace HeadlessKey.FunctionalTests.Email;

/// <summary>The transport that needs no mail server.</summary>
public sealed class FileTransportTests
{
    [Theory, EveryEngine, Promise("A6")]
    public async Task A_changed_password_is_told_by_mail(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);

        await server.SetPasswordAsync("another long password");

        var mail = await server.NextMailAsync("password-changed", TestUser.Email);
        mail.Language.ShouldBe("en");
        mail.Text.ShouldContain("Hello ada,");
        mail.Text.ShouldContain("2030-01-01 12:00 UTC");
        mail.Text.ShouldNotContain("another long password");
        (await server.CountMailAsync("password-changed", TestUser.Email)).ShouldBe(1);
    }

    [Theory, EveryEngine, Promise("A6")]
    public async Task It_is_written_in_the_language_of_the_profile(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        await server.BreakAsync("update users set locale = 'zh_CN'");

        await server.SetPasswordAsync("another long password");

        var mail = await server.NextMailAsync("password-changed", TestUser.Email);
        mail.Language.ShouldBe("zh-CN");
        mail.Text.ShouldContain("ada，您好：");
    }

    [Theory, EveryEngine]
    public async Task The_files_are_their_owners_alone(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        await server.SetPasswordAsync("another long password");
        await server.NextMailAsync("password-changed", TestUser.Email);
        var folder = Path.Combine(server.DataFolder, "mail");

        var file = System.IO.Directory.EnumerateFiles(folder).ShouldHaveSingleItem();

        Path.GetFileName(file).ShouldMatch(@"^20300101-120000000-password-changed-[0-9a-f]{32}\.eml$");
#pragma warning disable CA1416 // the tests run on Linux
        File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.GetUnixFileMode(folder).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
#pragma warning restore CA1416
    }

    [Theory, EveryEngine]
    public async Task Without_a_transport_nothing_is_queued(string engine)
    {
        await using var server = await TestServer.StartAsync(engine, ("HeadlessKey:Email:Transport", "none"));

        await server.SetPasswordAsync("another long password");

        (await server.QueryAsync("select kind from emails", "kind")).ShouldBeEmpty();
    }

    [Theory, EveryEngine]
    public async Task A_folder_that_cannot_be_written_keeps_the_mail_in_the_queue(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var folder = Path.Combine(server.DataFolder, "mail");
        await File.WriteAllTextAsync(folder, "a file in its place");
        await server.SetPasswordAsync("another long password");
        await Eventually.TrueAsync(async () => (await server.QueryAsync("select kind from emails where last_error is not null", "kind")).Count == 1, TimeSpan.FromSeconds(10));

        File.Delete(folder);
        server.Clock.Advance(TimeSpan.FromMinutes(1));

        await server.NextMailAsync("password-changed", TestUser.Email);
    }
}
