using System.Data;
using System.Reflection;
using FsCheck;
using FsCheck.Fluent;
using HeadlessKey.Storage;

namespace HeadlessKey.Tests.Storage;

public sealed class SqlTests
{
    [Fact]
    public void Every_hole_becomes_a_parameter()
    {
        var sql = Statement($"select * from t where a = {"x"} and b = {1L} and c = {true}");

        sql.Text.ShouldBe("select * from t where a = @p0 and b = @p1 and c = @p2");
        sql.Values.ShouldBe([(DbType.String, "x"), (DbType.Int64, 1L), (DbType.Boolean, true)]);
    }

    [Fact]
    public void A_null_keeps_the_type_of_its_hole()
    {
        string? text = null;
        long? number = null;

        Statement($"{text} {number}").Values.ShouldBe([(DbType.String, DBNull.Value), (DbType.Int64, DBNull.Value)]);
    }

    [Fact]
    public void Text_from_outside_never_reaches_the_statement() =>
        Prop.ForAll<string>(text =>
        {
            var sql = Statement($"select {text}");
            return sql.Text == "select @p0" && Equals(sql.Values[0].Value, text ?? (object)DBNull.Value);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_same_hole_twice_is_two_parameters()
    {
        var name = "ada";

        Statement($"{name} {name}").Text.ShouldBe("@p0 @p1");
    }

    [Fact]
    public void A_statement_cannot_be_made_of_a_string() =>
        typeof(Sql).GetMethods(BindingFlags.Public | BindingFlags.Static)
            .Where(method => method.ReturnType == typeof(Sql))
            .Select(method => method.Name)
            .ShouldBe([nameof(Sql.Script)]);

    [Fact]
    public void A_script_has_no_parameters()
    {
        var sql = Sql.Script("pragma user_version");

        sql.Text.ShouldBe("pragma user_version");
        sql.Values.ShouldBeEmpty();
    }

    private static Sql Statement(Sql sql) => sql;

    [Fact]
    public void A_part_brings_its_values_along_and_they_are_numbered_anew()
    {
        Sql part = $"b = {2} and c = {"three"}";
        var sql = Statement($"a = {1} and {part} and d = {4}");
        sql.Add($" and e = {5}");

        sql.Text.ShouldBe("a = @p0 and b = @p1 and c = @p2 and d = @p3 and e = @p4");
        sql.Values.Select(value => value.Value).ShouldBe([1L, 2L, "three", 4L, 5L]);
    }

    [Fact]
    public void A_part_with_more_than_ten_values_keeps_their_order()
    {
        Sql part = $"{0}{1}{2}{3}{4}{5}{6}{7}{8}{9}{10}{11}";
        var sql = Statement($"{"before"}{part}");

        sql.Text.ShouldBe(string.Concat(Enumerable.Range(0, 13).Select(i => $"@p{i}")));
        sql.Values.Skip(1).Select(value => value.Value).ShouldBe(Enumerable.Range(0, 12).Select(i => (object)(long)i));
    }
}
