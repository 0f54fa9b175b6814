using HeadlessKey.Sqlite;
using HeadlessKey.Storage;
using HeadlessKey.Tests.Infrastructure;

namespace HeadlessKey.Tests.Storage;

public sealed class SchemaMigratorTests : IAsyncDisposable
{
    private readonly SqliteFile file = new();
    private readonly SchemaMigrator migrator;

    public SchemaMigratorTests() => migrator = new SchemaMigrator(file.Dialect, new ManualClock());

    public ValueTask DisposeAsync() => file.DisposeAsync();

    [Fact]
    public async Task An_empty_database_gets_every_migration() =>
        (await migrator.MigrateAsync(CancellationToken.None)).ShouldBe(Migration.All);

    [Fact]
    public async Task A_second_run_applies_nothing()
    {
        await migrator.MigrateAsync(CancellationToken.None);

        (await migrator.MigrateAsync(CancellationToken.None)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Nodes_that_start_together_apply_each_migration_once()
    {
        await using var other = new SqliteDialect(file.ConnectionString);
        var migrators = new[] { migrator, new SchemaMigrator(other, new ManualClock()), migrator };

        var applied = await Task.WhenAll(migrators.Select(one => Task.Run(() => one.MigrateAsync(CancellationToken.None))));

        applied.Sum(list => list.Count).ShouldBe(Migration.All.Count);
    }

    [Fact]
    public async Task Pending_are_all_of_an_empty_database_and_asking_applies_none()
    {
        (await migrator.FindPendingAsync(CancellationToken.None)).ShouldBe(Migration.All);
        (await migrator.FindPendingAsync(CancellationToken.None)).Count.ShouldBe(Migration.All.Count);
    }

    [Fact]
    public async Task Each_applied_migration_is_recorded_with_its_checksum_and_time()
    {
        await migrator.MigrateAsync(CancellationToken.None);

        var recorded = await file.Database.ListAsync(
            $"select * from schema_migrations order by number",
            row => (row.Integer("number"), row.Text("name"), row.Text("checksum"), row.Time("applied_at")),
            CancellationToken.None);

        recorded.ShouldBe(Migration.All.Select(migration => (migration.Number, migration.Name, migration.Checksum, ManualClock.Start)));
    }

    [Fact]
    public async Task An_edited_migration_stops_the_start_and_is_named()
    {
        await migrator.MigrateAsync(CancellationToken.None);
        await file.ExecuteAsync("update schema_migrations set checksum = 'other' where number = 2");

        var refusal = await Should.ThrowAsync<StartupException>(() => migrator.MigrateAsync(CancellationToken.None));

        refusal.Message.ShouldContain(Migration.All[1].Name);
        refusal.Message.ShouldContain("changed after it was applied");
    }

    [Fact]
    public async Task A_migration_of_a_newer_program_stops_the_start_and_is_named()
    {
        await migrator.MigrateAsync(CancellationToken.None);
        await file.ExecuteAsync("insert into schema_migrations (number, name, checksum, applied_at) values (9999, '9999_future', 'x', 0)");

        var refusal = await Should.ThrowAsync<StartupException>(() => migrator.MigrateAsync(CancellationToken.None));

        refusal.Message.ShouldContain("9999_future");
        refusal.Message.ShouldContain("newer");
    }

    [Fact]
    public async Task A_refusal_leaves_the_database_as_it_was()
    {
        await migrator.MigrateAsync(CancellationToken.None);
        await file.ExecuteAsync("delete from schema_migrations where number = 5; update schema_migrations set checksum = 'other' where number = 1");

        await Should.ThrowAsync<StartupException>(() => migrator.MigrateAsync(CancellationToken.None));

        (await file.NumbersAsync("select number as n from schema_migrations order by number"))
            .ShouldBe(Migration.All.Select(migration => (long)migration.Number).Where(number => number != 5));
    }

    [Fact]
    public async Task A_migration_that_fails_takes_back_those_before_it()
    {
        await file.ExecuteAsync("create table setup_links (in_the_way text)"); // the last migration makes this one

        await Should.ThrowAsync<Microsoft.Data.Sqlite.SqliteException>(() => migrator.MigrateAsync(CancellationToken.None));

        (await file.NumbersAsync("select count(*) as n from sqlite_master where name = 'users'")).ShouldBe([0]);
    }
}
