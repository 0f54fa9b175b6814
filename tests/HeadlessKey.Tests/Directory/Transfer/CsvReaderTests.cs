using FsCheck;
using FsCheck.Fluent;
using HeadlessKey.Directory.Transfer;

namespace HeadlessKey.Tests.Directory.Transfer;

public sealed class CsvReaderTests
{
    [Theory]
    [InlineData("a,b\n1,2\n", "1|2")]
    [InlineData("a,b\r\n1,2\r\n3,4", "1|2 / 3|4")]
    [InlineData("a,b\n\"1,1\",\"2\"\"2\"\n", "1,1|2\"2")]
    [InlineData("a,b\n\"two\r\nlines\",x\n3,4\n", "two\r\nlines|x / 3|4")]
    [InlineData("a,b\n,\n", "|")]
    [InlineData("a;b;c\n1;2,5;3\n", "1|2,5|3")]
    [InlineData("a\tb\n1\t2\n", "1|2")]
    [InlineData("a,b\n 1 , 2 \n", " 1 | 2 ")]
    [InlineData("a,b\n1\n", "1")]
    [InlineData("a,b\n1,2,3\n", "1|2|3")]
    [InlineData("a,b\nit\"s,2\n", "it\"s|2")]
    [InlineData("\"a,x\",b\n1,2\n", "1|2")]
    [InlineData("a,b", "")]
    [InlineData("", "")]
    public void Records_are_read_as_rfc_4180_writes_them(string text, string expected) =>
        string.Join(" / ", Read(text).Select(cells => string.Join('|', cells))).ShouldBe(expected);

    [Theory]
    [InlineData("a,b\n\"1,2\n", "never closed")]
    [InlineData("a,b\n1,2\n\"3\"x,4\n", "line 2 has text behind a closing quote")]
    public void What_is_no_csv_is_refused_with_the_line(string text, string saying) =>
        Should.Throw<StartupException>(() => Read(text).ToList()).Message.ShouldContain(saying);

    [Fact]
    public void A_cell_or_a_record_without_end_does_not_fill_the_memory()
    {
        Should.Throw<StartupException>(() => Read("a,b\n\"" + new string('x', 1_000_000)).ToList());
        Should.Throw<StartupException>(() => Read(new string('x', 1_000_000)).ToList());
        Should.Throw<StartupException>(() => Read("a,b\n" + new string(',', 1_000_000)).ToList());
    }

    [Fact, Promise("R3")]
    public void Whatever_is_written_reads_back_the_same() => Prop.ForAll<NonNull<string>[]>(cells =>
    {
        var line = CsvLine.Of(["first", .. cells.Select(cell => cell.Get), "last"]);
        return Read("a,b\n" + line).Single()[1..^1].SequenceEqual(cells.Select(cell => cell.Get), StringComparer.Ordinal);
    }).QuickCheckThrowOnFailure();

    [Theory, Promise("R3")]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\t=1", "\"'\t=1\"")]
    [InlineData("\r=1", "\"'\r=1\"")]
    [InlineData("'=1", "''=1")]
    [InlineData("'tis", "'tis")]
    [InlineData("a=1", "a=1")]
    [InlineData("", "")]
    public void A_cell_that_a_spreadsheet_would_run_is_made_text_and_comes_back_as_it_was(string cell, string written)
    {
        CsvLine.Of(cell).ShouldBe(written + "\r\n");
        Read("a,b\nx," + CsvLine.Of(cell)).Single().ShouldBe(["x", cell]);
    }

    private static IEnumerable<string[]> Read(string text)
    {
        var csv = new CsvReader(new StringReader(text));
        while (csv.ReadRecord() is { } cells)
        {
            yield return cells;
        }
    }
}
