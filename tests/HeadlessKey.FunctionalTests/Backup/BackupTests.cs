using System.Net.Http.Json;
using HeadlessKey.Backup;
using HeadlessKey.FunctionalTests.Attacks;
using HeadlessKey.Server;
using HeadlessKey.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace HeadlessKey.FunctionalTests.Backup;

/// <summary>A backup of a running server, and the way back.</summary>
public sealed class BackupTests : IDisposable
{
    private const string Passphrase = "twelve horses and a staple";

    private readonly string folder = System.IO.Directory.CreateTempSubdirectory("hk-backup-").FullName;

    public void Dispose() => System.IO.Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_backup_made_while_everybody_signs_in_is_whole_and_signs_in_where_it_is_restored()
    {
        await using var server = await TestServer.StartAsync(EveryEngineAttribute.Sqlite, ("HeadlessKey:Storage:MasterKey", null));
        using var stop = new CancellationTokenSource();
        var logins = 0;
        var busy = Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            while (!stop.IsCancellationRequested)
            {
                (await server.Client.LoginAsync()).Expect(200);
                Interlocked.Increment(ref logins);
            }
        }));
        await Eventually.TrueAsync(() => Task.FromResult(Volatile.Read(ref logins) > 3), TimeSpan.FromSeconds(30));

        var backup = await BackUpAsync(server);
        await stop.CancelAsync();
        await busy;
        await RestoreAsync(backup);

        (await server.CountEventsAsync("backup.made")).ShouldBe(1);
        System.IO.Directory.GetFiles(server.DataFolder, "backup-*").ShouldBeEmpty();
        await using var restored = await server.StartInAsync(folder);
        (await restored.Client.LoginAsync()).Expect(200); // with the password, and a token under a key that opens
        (await restored.QueryAsync("select count(*) as n from sessions", "n")).Single().ShouldNotBe("1");
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(Path.Combine(folder, "master.key")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
            File.GetUnixFileMode(Path.Combine(folder, "headlesskey.db")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    [Fact, Promise("S1")]
    public async Task Nothing_of_what_it_holds_can_be_read_without_the_passphrase()
    {
        await using var server = await TestServer.StartAsync(EveryEngineAttribute.Sqlite, ("HeadlessKey:Storage:MasterKey", null));
        var backup = await BackUpAsync(server);
        var key = (await File.ReadAllTextAsync(Path.Combine(server.DataFolder, "master.key"))).Trim();

        var text = System.Text.Encoding.Latin1.GetString(backup);
        text.ShouldNotContain(TestUser.Email);
        text.ShouldNotContain("SQLite format 3");
        text.ShouldNotContain(key);
        text.ShouldNotContain(System.Text.Encoding.Latin1.GetString(Convert.FromBase64String(key)));
        (await Should.ThrowAsync<BackupException>(() => RestoreAsync(backup, "twelve horses and a stapler"))).Message.ShouldBe("The passphrase is wrong.");
        System.IO.Directory.GetFiles(folder).ShouldBeEmpty();
    }

    [Fact, Promise("W1")]
    public async Task What_was_cut_off_exchanged_or_changed_is_refused_and_loses_nothing()
    {
        await using var server = await TestServer.StartAsync(EveryEngineAttribute.Sqlite, ("HeadlessKey:Storage:MasterKey", null));
        var whole = await BackUpAsync(server);
        const int head = 77;
        const int chunk = 4 + SealedChunks.Bytes + 16;
        whole.Length.ShouldBeGreaterThan(head + (2 * chunk));
        await File.WriteAllTextAsync(Path.Combine(folder, "master.key"), "what is there");
        await File.WriteAllTextAsync(Path.Combine(folder, "headlesskey.db"), "what is there, too");
        byte[] Changed(int at)
        {
            var copy = (byte[])whole.Clone();
            copy[at] ^= 1;
            return copy;
        }

        (string What, byte[] Backup)[] attacks =
        [
            ("nothing", []), ("half a header", whole[..40]), ("the header alone", whole[..head]), ("a chunk cut off", whole[..(head + chunk)]),
            ("the last byte cut off", whole[..^1]), ("a byte added", [.. whole, 0]), ("itself once more", [.. whole, .. whole]),
            ("a chunk left out", [.. whole[..(head + chunk)], .. whole[(head + (2 * chunk))..]]),
            ("chunks exchanged", [.. whole[..head], .. whole[(head + chunk)..(head + (2 * chunk))], .. whole[head..(head + chunk)], .. whole[(head + (2 * chunk))..]]),
            ("no backup", new byte[1000]), ("the magic", Changed(0)), ("the version", Changed(8)), ("the rounds", Changed(12)), ("the salt", Changed(20)),
            ("the check", Changed(60)), ("a length", Changed(head + 3)), ("the mark of the last", Changed(head)), ("content", Changed(head + 100)),
            ("a tag", Changed(head + chunk - 1)), ("the last content", Changed(whole.Length - 20)),
        ];
        foreach (var (what, backup) in attacks)
        {
            await Should.ThrowAsync<BackupException>(() => RestoreAsync(backup), what);
            System.IO.Directory.GetFiles(folder).Length.ShouldBe(2, what);
        }

        (await File.ReadAllTextAsync(Path.Combine(folder, "master.key"))).ShouldBe("what is there");
        (await File.ReadAllTextAsync(Path.Combine(folder, "headlesskey.db"))).ShouldBe("what is there, too");
    }

    [Fact, Promise("S1")]
    public async Task No_token_and_no_session_from_before_a_restore_counts_after_it()
    {
        await using var server = await TestServer.StartAsync(EveryEngineAttribute.Sqlite, ("HeadlessKey:Storage:MasterKey", null));
        var admin = await AdminClient.SignInAsync(server);
        var revoked = (await server.Client.LoginAsync()).Expect(200);
        var backup = await BackUpAsync(server);
        (await server.Client.RevokeAsync(revoked.AccessToken)).Expect(200);
        await server.AddUserAsync("later", "later@example.test", TestUser.Password, "administrator");
        var later = (await server.Client.LoginAsync("later", TestUser.Password)).Expect(200);

        await RestoreAsync(backup);

        System.IO.Directory.GetFiles(folder, "*.restoring-*").ShouldBeEmpty();
        await using var restored = await server.StartInAsync(folder);
        (await restored.Client.ValidateAsync(revoked.AccessToken)).Status.ShouldBe(401);
        (await restored.Client.RefreshAsync(revoked.RefreshToken)).Status.ShouldBe(401);
        (await restored.Client.ValidateAsync(later.AccessToken)).Status.ShouldBe(401); // its id is somebody else's now
        (await restored.Client.RefreshAsync(later.RefreshToken)).Status.ShouldBe(401);
        (await new AdminClient(restored) { Cookie = admin.Cookie }.GetAsync("/session")).ExpectError(401, "headlesskey_admin_signed_out");
        await restored.ShouldBeAcceptedAsync((await restored.Client.LoginAsync()).Expect(200).AccessToken);
    }

    [Fact]
    public async Task A_copy_that_was_left_behind_goes_at_the_next_start_and_nothing_else_does()
    {
        await using var server = await TestServer.StartAsync(EveryEngineAttribute.Sqlite);
        (string Name, int Hours, bool Stays)[] files =
            [("backup-abc.tmp", 7, false), ("backup-abc.tmp-journal", 7, false), ("backup-new.tmp", 0, true), ("backup-of-mine.db", 7, true), ("other.tmp", 7, true)];
        foreach (var (name, hours, _) in files)
        {
            var path = Path.Combine(server.DataFolder, name);
            await File.WriteAllTextAsync(path, "x");
            File.SetLastWriteTimeUtc(path, server.Clock.GetUtcNow().UtcDateTime.AddHours(-hours));
        }

        await using var next = await server.StartAnotherNodeAsync();

        foreach (var (name, _, stays) in files)
        {
            File.Exists(Path.Combine(server.DataFolder, name)).ShouldBe(stays, name);
        }
    }

    [Fact]
    public async Task What_was_there_is_kept_with_its_log()
    {
        await using var server = await TestServer.StartAsync(EveryEngineAttribute.Sqlite, ("HeadlessKey:Storage:MasterKey", null));
        var backup = await BackUpAsync(server);
        foreach (var name in new[] { "master.key", "headlesskey.db", "headlesskey.db-wal", "headlesskey.db-shm" })
        {
            await File.WriteAllTextAsync(Path.Combine(folder, name), $"old {name}");
        }

        var place = Place();
        place.Existing.Count.ShouldBe(2);
        await place.RestoreAsync(new MemoryStream(backup), Passphrase, PrepareAsync, CancellationToken.None);

        place.Kept.Count.ShouldBe(4);
        place.Kept.Select(File.ReadAllText).ShouldBe(["old headlesskey.db", "old headlesskey.db-wal", "old headlesskey.db-shm", "old master.key"]);
        File.Exists(Path.Combine(folder, "headlesskey.db-wal")).ShouldBeFalse();
    }

    [Theory, EveryEngine]
    public async Task An_administrator_downloads_one_and_the_record_says_so(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var admin = await AdminClient.SignInAsync(server);

        (await admin.PostAsync("/system/backup", new { passphrase = "short" })).ExpectError(400, "rest_invalid_param");
        using var http = new HttpClient { BaseAddress = server.Address };
        using var request = new HttpRequestMessage(HttpMethod.Post, AdminClient.Root + "/system/backup") { Content = JsonContent.Create(new { passphrase = Passphrase }) };
        request.Headers.Add("Cookie", admin.Cookie);
        request.Headers.Add("Origin", TestServer.PublicUrl);
        using var answer = await http.SendAsync(request);

        answer.EnsureSuccessStatusCode();
        answer.Content.Headers.ContentDisposition!.FileName!.ShouldContain("headlesskey-20300101-120000.backup");
        var backup = await answer.Content.ReadAsByteArrayAsync();
        var opened = new MemoryStream();
        var (masterKey, hasDatabase) = await OpenedBackup.ReadAsync(new MemoryStream(backup), Passphrase, () => opened, CancellationToken.None);
        masterKey.ShouldBe(server.Services.GetRequiredService<Secrets.MasterKey>().Export());
        hasDatabase.ShouldBe(engine == EveryEngineAttribute.Sqlite);
        var rootId = await server.UserIdAsync(AdminClient.Login);
        (await server.QueryAsync("select * from security_events where type = 'backup.made'", "actor_id", "detail")).ShouldBe([$"{rootId}|{(hasDatabase ? "database" : "key")}"]);
    }

    private static async Task<byte[]> BackUpAsync(TestServer server)
    {
        var output = new MemoryStream();
        (await server.Services.GetRequiredService<BackupMaker>().TryWriteAsync(output, Passphrase, by: null, CancellationToken.None)).ShouldBeTrue();
        return output.ToArray();
    }

    private RestorePlace Place() => RestorePlace.Of(new StorageOptions { DataFolder = folder });

    private Task<bool> RestoreAsync(byte[] backup, string passphrase = Passphrase) => Place().RestoreAsync(new MemoryStream(backup), passphrase, PrepareAsync, CancellationToken.None);

    private Task PrepareAsync(string path, string masterKey) => new RestoredDatabase(
        new Server.Commands.ServerArguments(new Dictionary<string, string?> { ["HeadlessKey:Storage:DataFolder"] = folder }), keepSessions: false).PrepareAsync(path, masterKey);
}
