using HeadlessKey.Storage;
using HeadlessKey.Tests.Infrastructure;

namespace HeadlessKey.Tests.Storage;

public sealed class RowTests : IAsyncDisposable
{
    private readonly SqliteFile file = new();

    public ValueTask DisposeAsync() => file.DisposeAsync();

    [Fact]
    public async Task Columns_are_read_by_name_whatever_their_order() =>
        (await ReadAsync("select 'b' as second, 'a' as first", row => row.Text("first") + row.Text("second"))).ShouldBe("ab");

    [Fact]
    public async Task A_null_is_null_in_every_type() =>
        (await ReadAsync(
            "select null as n",
            row => $"{row.TextOrNull("n") is null} {row.IntegerOrNull("n") is null} {row.TimeOrNull("n") is null}")).ShouldBe("True True True");

    [Fact]
    public async Task A_null_where_none_may_be_throws() =>
        await Should.ThrowAsync<InvalidOperationException>(() => ReadAsync("select null as n", row => row.Text("n")));

    [Fact]
    public async Task A_column_that_is_not_there_throws() =>
        await Should.ThrowAsync<ArgumentOutOfRangeException>(() => ReadAsync("select 1 as n", row => row.Text("m")));

    [Fact]
    public async Task A_time_is_unix_milliseconds()
    {
        var time = new DateTimeOffset(2030, 1, 2, 3, 4, 5, 678, TimeSpan.Zero);

        (await ReadAsync($"select {time.ToUnixTimeMilliseconds()} as t", row => $"{row.Time("t"):o}{row.TimeOrNull("t"):o}")).ShouldBe($"{time:o}{time:o}");
    }

    [Fact]
    public async Task A_64_bit_number_survives() =>
        (await ReadAsync($"select {long.MaxValue} as n", row => $"{row.Integer("n")}")).ShouldBe($"{long.MaxValue}");

    [Fact]
    public async Task Text_goes_in_and_comes_out_unchanged()
    {
        const string text = "Ada 'Lovelace'; -- \"🔑\"\n\u0001";

        (await file.Database.FindAsync($"select {text} as t", row => row.Text("t"), CancellationToken.None)).ShouldBe(text);
    }

    [Fact]
    public async Task No_row_is_null() =>
        (await file.Database.FindAsync($"select 1 as n where 1 = 0", row => row.Text("n"), CancellationToken.None)).ShouldBeNull();

    private async Task<string> ReadAsync(string query, Func<Row, string> map) =>
        (await file.Database.ListAsync(Sql.Script(query), map, CancellationToken.None)).Single();
}
