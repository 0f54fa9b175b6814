using HeadlessKey.Sqlite;
using HeadlessKey.Tests.Infrastructure;

namespace HeadlessKey.Tests.Backup;

/// <summary>Copies of a SQLite database that is in use.</summary>
public sealed class DatabaseCopyTests : IAsyncDisposable
{
    private readonly SqliteFile file = new();
    private readonly TempFolder folder = new();

    public async ValueTask DisposeAsync()
    {
        await file.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task A_copy_holds_what_was_committed_in_one_file_for_its_owner()
    {
        await file.ExecuteAsync("create table t (n integer)");
        await file.ExecuteAsync("insert into t values (1), (2), (3)");
        var path = folder.File("copy.db");

        file.Dialect.CopyTo(path);

        System.IO.Directory.GetFiles(folder.Path).ShouldBe([path]);
        DatabaseCopy.FindFault(path).ShouldBeNull();
        await using var copy = new SqliteDialect($"Data Source={path}");
        (await new HeadlessKey.Storage.Database(copy).ListAsync(HeadlessKey.Storage.Sql.Script("select n from t order by n"), row => row.Integer("n"), CancellationToken.None))
            .ShouldBe([1L, 2L, 3L]);
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(path).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    [Fact]
    public async Task A_copy_made_while_others_write_is_of_one_moment()
    {
        await file.ExecuteAsync("create table pairs (a integer, b integer)");
        using var stop = new CancellationTokenSource();
        var writing = Task.Run(async () =>
        {
            for (var i = 0; !stop.IsCancellationRequested; i++)
            {
                await file.ExecuteAsync($"insert into pairs values ({i}, {i})");
                await file.ExecuteAsync($"update pairs set a = a + 1, b = b + 1");
            }
        });

        for (var round = 0; round < 10; round++)
        {
            var path = folder.File($"copy{round}.db");
            file.Dialect.CopyTo(path);
            await using var copy = new SqliteDialect($"Data Source={path}");
            (await new HeadlessKey.Storage.Database(copy).ListAsync(HeadlessKey.Storage.Sql.Script("select count(*) as n from pairs where a <> b"), row => row.Integer("n"), CancellationToken.None))
                .ShouldBe([0L]);
        }

        await stop.CancelAsync();
        await writing;
    }

    [Theory]
    [InlineData("")]
    [InlineData("no database at all, but long enough to have a header of one hundred bytes, which SQLite looks at before it says anything")]
    public async Task What_is_no_database_is_found_out(string content)
    {
        var path = folder.File("odd.db");
        await File.WriteAllTextAsync(path, content);

        if (content.Length == 0)
        {
            DatabaseCopy.FindFault(path).ShouldBeNull(); // an empty file is an empty database
        }
        else
        {
            DatabaseCopy.FindFault(path).ShouldNotBeNull();
        }
    }

    [Fact]
    public async Task A_page_that_was_overwritten_is_found_out()
    {
        await file.ExecuteAsync("create table t (n integer primary key, text text)");
        for (var i = 0; i < 200; i++)
        {
            await file.ExecuteAsync($"insert into t values ({i}, '{new string('x', 200)}')");
        }

        var path = folder.File("copy.db");
        file.Dialect.CopyTo(path);
        var bytes = await File.ReadAllBytesAsync(path);
        Array.Fill(bytes, (byte)0xEE, 4096, 4096);
        await File.WriteAllBytesAsync(path, bytes);

        DatabaseCopy.FindFault(path).ShouldNotBeNull();
    }

    [Fact]
    public void Where_the_database_is_follows_from_the_settings()
    {
        HeadlessKeySqliteFile.PathOf(new StorageOptions { DataFolder = "/var/lib/hk" }).ShouldBe("/var/lib/hk/headlesskey.db");
        HeadlessKeySqliteFile.PathOf(new StorageOptions { ConnectionString = "Data Source=/srv/other.db;Cache=Shared" }).ShouldBe("/srv/other.db");
    }
}
