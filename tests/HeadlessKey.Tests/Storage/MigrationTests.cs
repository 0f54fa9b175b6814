using HeadlessKey.Storage;
using HeadlessKey.Tests.Infrastructure;

namespace HeadlessKey.Tests.Storage;

public sealed class MigrationTests
{
    [Fact]
    public void A_checksum_is_the_sha_256_of_the_text() =>
        new Migration(1, "0001_x", "abc").Checksum.ShouldBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");

    [Fact]
    public void The_order_is_by_number() => Migration.All.Select(migration => migration.Number).ShouldBeInOrder();

    [Fact]
    public async Task The_identity_column_is_the_engines_own()
    {
        await using var file = new SqliteFile();

        new Migration(1, "0001_x", "create table t (id {identity})").ScriptFor(file.Dialect)
            .ShouldBe("create table t (id integer primary key autoincrement)");
    }

    [Fact]
    public async Task No_placeholder_is_left_in_a_script()
    {
        await using var file = new SqliteFile();

        Migration.All.ShouldAllBe(migration => !migration.ScriptFor(file.Dialect).Contains('{'));
    }

    [Fact]
    public async Task What_is_only_for_another_engine_is_left_out()
    {
        await using var file = new SqliteFile();

        new Migration(1, "0001_x", "a;\n{only postgresql}\nb;\n{end}\nc;\n{only sqlite}\nd;\n{end}\n").ScriptFor(file.Dialect).ShouldBe("a;\nc;\nd;\n");
    }

    [Fact]
    public void Line_ends_of_a_checkout_do_not_change_the_text() => Migration.All.ShouldAllBe(migration => !migration.Script.Contains('\r'));
}
