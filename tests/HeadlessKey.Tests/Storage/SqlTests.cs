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
}
