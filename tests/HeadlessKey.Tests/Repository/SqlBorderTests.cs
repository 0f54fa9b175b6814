using System.Text.RegularExpressions;

namespace HeadlessKey.Tests.Repository;

/// <summary>Who wants to review the SQL knows where all of it is.</summary>
public sealed partial class SqlBorderTests
{
    private static readonly string[] Ground = ["src/HeadlessKey/Storage/", "src/HeadlessKey.Sqlite/", "src/HeadlessKey.PostgreSql/"];

    // The command line turns the driver's errors into one line for the operator.
    private static readonly string[] WithDriver = [.. Ground, "src/HeadlessKey.Server/Commands/CommandRunner.cs"];
    private static readonly string[] WithSql = [.. Ground, "src/HeadlessKey/Events/SecurityEventLog.cs", "src/HeadlessKey/Lockout/AttemptGate.cs"];

    [Fact]
    public void Sql_is_written_only_in_stores_and_storage() =>
        SourceTree.Product
            .Where(file => !file.IsIn(WithSql) && !file.Name.EndsWith("Store", StringComparison.Ordinal))
            .Where(file => Statement.IsMatch(file.Code))
            .Select(file => file.Path)
            .ShouldBeEmpty();

    [Fact]
    public void Driver_types_are_used_only_in_storage_and_the_engines() =>
        SourceTree.Product.Where(file => !file.IsIn(WithDriver) && Driver.IsMatch(file.Code)).Select(file => file.Path).ShouldBeEmpty();

    [Fact]
    public void Text_becomes_sql_only_in_storage_and_the_engines() =>
        SourceTree.Product.Where(file => !file.IsIn(Ground) && file.Code.Contains("Sql.Script", StringComparison.Ordinal))
            .Select(file => file.Path).ShouldBeEmpty();

    [Fact]
    public void The_library_knows_no_driver()
    {
        var project = File.ReadAllText(SourceTree.PathOf("src/HeadlessKey/HeadlessKey.csproj"));

        project.ShouldNotContain("Npgsql");
        project.ShouldNotContain("Include=\"Microsoft.Data.Sqlite\"");
    }

    [Theory]
    [InlineData("$\"select * from users\"")]
    [InlineData("\"\"\"\n            update users set login = {x}\n")]
    [InlineData("\"delete from users\"")]
    [InlineData("$\"insert into users (id) values (1)\"")]
    public void The_rule_knows_sql_when_it_sees_it(string code) => Statement.IsMatch(code).ShouldBeTrue();

    [GeneratedRegex(@"(""|\n)\s*(select\s+\S|insert\s+into\s|update\s+\w+\s+set\s|delete\s+from\s|create\s+(table|index)\s|alter\s+table\s|drop\s+table\s|pragma\s)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Statement { get; }

    [GeneratedRegex(@"\b(System\.Data|Npgsql\w*|Sqlite(Connection|Command|Exception)|Db(Connection|Command|DataReader|Exception))\b", RegexOptions.ExplicitCapture)]
    private static partial Regex Driver { get; }
}
