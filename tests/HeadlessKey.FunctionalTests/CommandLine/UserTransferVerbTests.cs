using System.Text.Json;
using HeadlessKey.Testing;

namespace HeadlessKey.FunctionalTests.CommandLine;

public sealed class UserTransferVerbTests
{
    private static readonly string Users = $"""
        ID,user_login,user_pass,user_email,user_registered,display_name,roles
        7,grace,{ImportedHashes.Phpass},grace@example.org,2019-05-02 10:11:12,Grace Hopper,administrator
        9,katherine,,katherine@example.org,2020-01-01 00:00:00,Katherine Johnson,editor
        11,jürgen,,juergen@example.org,,,editor
        12,dear,{ImportedHashes.TooDear[0]},dear@example.org,,,editor
        """;

    [Theory, EveryEngine]
    public async Task A_file_is_checked_imported_reported_and_mapped(string engine)
    {
        await using var place = await Installation.CreateAsync(engine);
        var (file, report, map) = (place.Write("users.csv", Users), place.Write("report.csv", "old"), place.Write("map.csv", "old"));

        (await place.RunAsync("user", "import", file, "--dry-run")).ExpectDone().Output
            .ShouldBe("Would import 2 of 4 rows; 0 were there already, 2 refused.\n1 have no password and must reset it.\n");
        (await place.RunAsync("user", "list", "--json")).ExpectDone().Json.GetArrayLength().ShouldBe(0);

        var imported = (await place.RunAsync("user", "import", file, "--report", report, "--map", map)).ExpectDone();
        imported.Output.ShouldStartWith("Imported 2 of 4 rows; 0 were there already, 2 refused.\n");
        var refused = await File.ReadAllLinesAsync(report);
        refused.Length.ShouldBe(3);
        refused[1].ShouldStartWith("4,jürgen,login,");
        refused[2].ShouldStartWith("5,dear,hash_too_dear,");
        (await File.ReadAllTextAsync(map)).ShouldBe("old_id,new_id\r\n7,1\r\n9,2\r\n");
        ShouldBeItsOwnersAlone(report);

        var again = (await place.RunAsync("user", "import", file, "--map", map, "--strict"));
        again.ExitCode.ShouldBe(1);
        again.Output.ShouldStartWith("Imported 0 of 4 rows; 2 were there already, 2 refused.\n");
        again.Error.ShouldContain("row 4, jürgen: login: ");
        again.Error.ShouldNotContain("$2y$");
        (await File.ReadAllTextAsync(map)).ShouldBe("old_id,new_id\r\n7,1\r\n9,2\r\n");
    }

    [Theory, EveryEngine]
    public async Task Roles_come_along_only_when_that_is_said(string engine)
    {
        await using var place = await Installation.CreateAsync(engine);
        var file = place.Write("users.csv", Users);

        (await place.RunAsync("user", "import", file, "--role", "author")).ExpectDone();
        (await RolesAsync(place)).ShouldBe("grace author, katherine author");

        (await place.RunAsync("user", "delete", "grace")).ExpectDone();
        (await place.RunAsync("user", "import", file, "--keep-roles")).ExpectDone();
        (await RolesAsync(place)).ShouldBe("grace administrator, katherine author");
    }

    [Theory, EveryEngine, Promise("R3")]
    public async Task What_is_exported_comes_back_the_same_whatever_is_in_it(string engine)
    {
        await using var place = await Installation.CreateAsync(engine);
        await using var other = await Installation.CreateAsync(engine);
        string[] names = ["=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "'=1", "'tis", "a, \"b\"; c", "  kept inside  x", "ünï 🔑", "x"];
        var lines = names.Select((name, i) => JsonSerializer.Serialize(new
        {
            login = $"user{i}", email = $"user{i}@example.org", display_name = name, first_name = name, password_hash = ImportedHashes.All[i % ImportedHashes.All.Length],
            roles = "editor", email_verified = i % 2 == 0, disabled = i % 3 == 0, locale = "zh_CN", user_registered = "2019-05-02T10:11:12+00:00",
        }));
        (await place.RunAsync("user", "import", place.Write("users.jsonl", string.Join('\n', lines)), "--keep-roles")).ExpectDone();

        foreach (var format in (string[])["csv", "json", "jsonl"])
        {
            var exported = other.Write($"out.{format}", "something old that anybody may read");
            (await place.RunAsync("user", "export", exported, "--with-hashes")).ExpectDone().Output.ShouldBe($"Exported {names.Length} users to {exported}.\n");
            ShouldBeItsOwnersAlone(exported);

            (await other.RunAsync("user", "import", exported, "--keep-roles")).ExpectDone().Output.ShouldStartWith($"Imported {names.Length} of {names.Length} rows");

            (await ExportAsync(other, "--with-hashes")).ShouldBe(await ExportAsync(place, "--with-hashes"));
            for (var i = 0; i < names.Length; i++)
            {
                (await other.RunAsync("user", "delete", $"user{i}")).ExpectDone();
            }
        }
    }

    [Theory, EveryEngine, Promise("R3")]
    public async Task An_export_has_no_hashes_and_no_formulas_unless_asked(string engine)
    {
        await using var place = await Installation.CreateAsync(engine);
        await place.AddUserAsync("ada", "subscriber", "--name", "=1+1");

        var csv = (await place.RunAsync("user", "export")).ExpectDone().Output;

        csv.ShouldStartWith("ID,user_login,user_email,display_name,first_name,last_name,nickname,locale,roles,user_registered,email_verified,disabled\r\n1,ada,ada@example.test,'=1+1,");
        csv.ShouldNotContain("pbkdf2");
        var json = (await place.RunAsync("user", "export", "--format", "json")).ExpectDone().Json[0];
        json.GetProperty("display_name").GetString().ShouldBe("=1+1");
        json.GetProperty("email_verified").GetBoolean().ShouldBeTrue();
        json.TryGetProperty("password_hash", out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData("user import nowhere.csv", "There is no file nowhere.csv.")]
    [InlineData("user import FILE --report FILE", "must be different files")]
    [InlineData("user import FILE --role Administrator!", "is not a role name")]
    public async Task What_cannot_be_meant_is_refused(string arguments, string saying)
    {
        await using var place = await Installation.CreateAsync(EveryEngineAttribute.Sqlite);
        var file = place.Write("users.csv", Users);

        (await place.RunAsync([.. arguments.Split(' ').Select(word => word == "FILE" ? file : word)])).ExpectRefused(saying);

        (await File.ReadAllTextAsync(file)).ShouldBe(Users);
    }

    [Theory]
    [InlineData("users.csv", "no,such,columns\n1,2,3\n", "user_login")]
    [InlineData("users.csv", "login,email\n\"open", "never closed")]
    [InlineData("users.json", "[{\"login\":", "cannot be read to its end")]
    [InlineData("users.jsonl", "not json", "cannot be read to its end")]
    public async Task A_file_that_is_not_what_it_should_be_is_refused_in_one_line(string name, string content, string saying)
    {
        await using var place = await Installation.CreateAsync(EveryEngineAttribute.Sqlite);

        (await place.RunAsync("user", "import", place.Write(name, content))).ExpectRefused(saying);
    }

    private static void ShouldBeItsOwnersAlone(string path)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(path).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    // Without the ids, which are new.
    private static async Task<string> ExportAsync(Installation place, params string[] arguments) =>
        string.Join('\n', (await place.RunAsync(["user", "export", .. arguments])).ExpectDone().Output.Split('\n').Skip(1).Select(line => line.Split(',', 2)[^1]));

    private static async Task<string> RolesAsync(Installation place) => string.Join(
        ", ",
        (await place.RunAsync("user", "list", "--json")).ExpectDone().Json.EnumerateArray()
            .Select(user => $"{user.GetProperty("login").GetString()} {user.GetProperty("roles").GetString()}").Order(StringComparer.Ordinal));
}
