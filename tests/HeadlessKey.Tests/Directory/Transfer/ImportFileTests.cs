using System.Text;
using System.Text.Json;
using HeadlessKey.Directory.Transfer;

namespace HeadlessKey.Tests.Directory.Transfer;

public sealed class ImportFileTests
{
    [Theory]
    [InlineData("[{\"login\":\"a\"},{\"login\":\"b\"}]", TableFormat.Json)]
    [InlineData("[{\"login\":\"a\"},{\"login\":\"b\"}]", TableFormat.JsonLines)]
    [InlineData("{\"login\":\"a\"}\n{\"login\":\"b\"}\n", TableFormat.Json)]
    [InlineData("\ufeff  {\"login\":\"a\"}\n\n{\"login\":\"b\"}", TableFormat.JsonLines)]
    [InlineData("\ufefflogin,email\na,x\nb,y\n", TableFormat.Csv)]
    [InlineData("login,email\n\na,x\n\nb,y\n", TableFormat.Csv)]
    public async Task An_array_or_lines_or_csv_give_the_same_rows(string text, object format) =>
        (await ReadAsync(text, (TableFormat)format)).Select(row => row[ImportColumn.Login]).ShouldBe(["a", "b"]);

    [Fact]
    public async Task Rows_are_counted_as_a_spreadsheet_counts()
    {
        (await ReadAsync("login,email\na,x\nb,y\n", TableFormat.Csv)).Select(row => row.Number).ShouldBe([2, 3]);
        (await ReadAsync("{\"login\":\"a\"}\n{\"login\":\"b\"}\n", TableFormat.JsonLines)).Select(row => row.Number).ShouldBe([1, 2]);
    }

    [Theory]
    [InlineData("[1, \"x\", null, [], {\"login\":\"\\ud800\"}]")]
    public async Task What_is_no_object_or_no_text_is_a_row_that_cannot_be_read(string text) =>
        (await ReadAsync(text, TableFormat.Json)).ShouldAllBe(row => row.Cells == null);

    [Theory]
    [InlineData("[{\"login\":\"a\"},")]
    [InlineData("[{\"login\"")]
    [InlineData("nonsense")]
    public async Task A_file_that_is_no_json_fails_where_it_ends(string text) =>
        await Should.ThrowAsync<JsonException>(() => ReadAsync(text, TableFormat.Json));

    [Fact]
    public async Task A_file_that_is_not_utf8_fails()
    {
        using var file = new MemoryStream([.. "login,email\n"u8, 0xe4, .. ",x\n"u8]);

        await Should.ThrowAsync<DecoderFallbackException>(async () =>
        {
            await foreach (var _ in ImportFile.ReadAsync(file, TableFormat.Csv, CancellationToken.None))
            {
            }
        });
    }

    [Theory]
    [InlineData("user_login", ImportColumn.Login)]
    [InlineData("UserName", ImportColumn.Login)]
    [InlineData("USER EMAIL", ImportColumn.Email)]
    [InlineData("wp_7_capabilities", ImportColumn.Capabilities)]
    [InlineData("user_nicename", null)]
    [InlineData("SecurityStamp", null)]
    [InlineData("", null)]
    public void Columns_go_by_their_names(string name, object? column) => ImportColumns.Find(name).ShouldBe((ImportColumn?)column);

    [Fact]
    public void A_row_shows_no_hash() =>
        new ImportRow(5, new Dictionary<ImportColumn, string> { [ImportColumn.PasswordHash] = "secret" }).ToString().ShouldBe("ImportRow { 5 }");

    private static async Task<List<ImportRow>> ReadAsync(string text, TableFormat format)
    {
        using var file = new MemoryStream(Encoding.UTF8.GetBytes(text));
        var rows = new List<ImportRow>();
        await foreach (var row in ImportFile.ReadAsync(file, format, CancellationToken.None))
        {
            rows.Add(row);
        }

        return rows;
    }
}
