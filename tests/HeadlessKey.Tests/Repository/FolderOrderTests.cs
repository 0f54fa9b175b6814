using System.Text.RegularExpressions;

namespace HeadlessKey.Tests.Repository;

/// <summary>Folders point downwards only: flows, capabilities, nouns, ground. A reader never has to jump up or sideways.</summary>
public sealed partial class FolderOrderTests
{
    private static readonly string[] Flows = ["Login", "Refresh", "Validation", "Revocation", "OwnSessions", "Registration", "PasswordRecovery", "PasswordChange", "Profile", "Sso", "Setup", "Discovery"];

    // From the top down. What stands in one row may look sideways, as long as nobody looks back.
    private static readonly string[][] Levels =
    [
        Flows,
        ["Passwords", "Tokens", "Authentication", "Directory", "ActivityLog", "Sites", "Doctor", "Backup"],
        ["Users", "Roles", "Lockout", "Sessions", "SigningKeys", "Events", "Email", "Access", "Hooks", "Deliveries", "Webhooks", "Settings"],
        ["Storage", "Secrets", "Outbound", "Http", ""],
    ];

    private const string AdminApi = "src/HeadlessKey.Admin/Api/";

    // The context lists every JSON shape, whoever owns it; the validator checks a setting against the names of the algorithms.
    private static readonly HashSet<string> Exceptions = ["src/HeadlessKey/Http/ApiJsonContext.cs", "src/HeadlessKey/Options/HeadlessKeyOptionsValidator.cs", "src/HeadlessKey/Options/AccountOptionsValidator.cs", "src/HeadlessKey/Options/AccessOptionsValidator.cs", "src/HeadlessKey/Options/HookOptionsValidator.cs"];

    private static readonly (SourceFile File, string To)[] Uses =
    [
        .. SourceTree.Library
            .Where(file => file.Folder.Length > 0 && !Exceptions.Contains(file.Path))
            .SelectMany(file => Using.Matches(file.Code).Select(match => (file, match.Groups["folder"].Value)))
            .Where(use => use.Item2 != use.file.Folder && Levels.Any(level => level.Contains(use.Item2))),
    ];

    [Fact]
    public void Every_folder_of_the_library_has_its_place()
    {
        var known = Levels.SelectMany(level => level).Append("Options");

        SourceTree.Library.Select(file => file.Folder).Distinct().Except(known, StringComparer.Ordinal).ShouldBeEmpty();
    }

    [Fact]
    public void Folders_point_downwards_only() =>
        Uses.Where(use => LevelOf(use.File.Folder) > LevelOf(use.To)).Select(Describe).ShouldBeEmpty();

    [Fact]
    public void Flows_never_see_each_other() =>
        Uses.Where(use => Flows.Contains(use.File.Folder) && Flows.Contains(use.To)).Select(Describe).ShouldBeEmpty();

    [Fact]
    public void Folders_of_one_level_never_look_back_at_each_other()
    {
        var sideways = Uses.Where(use => LevelOf(use.File.Folder) == LevelOf(use.To)).ToArray();
        var reachable = sideways.Select(use => (From: use.File.Folder, use.To)).ToHashSet();
        for (var grew = true; grew;)
        {
            var before = reachable.Count;
            reachable.UnionWith([.. reachable.SelectMany(a => reachable.Where(b => b.From == a.To).Select(b => (a.From, b.To)))]);
            grew = reachable.Count > before;
        }

        reachable.Where(pair => pair.From == pair.To).Select(pair => pair.From).ShouldBeEmpty();
    }

    /// <summary>A folder of the admin API is a page's worth of routes, behind the one door.</summary>
    [Fact]
    public void Folders_of_the_admin_api_see_the_door_and_not_each_other() =>
        SourceTree.Product
            .Where(file => file.IsIn(AdminApi) && file.Path.Count(letter => letter == '/') == AdminApi.Count(letter => letter == '/') + 1)
            .SelectMany(file => AdminUsing.Matches(file.Code).Select(match => (File: file, To: match.Groups["folder"].Value)))
            .Where(use => use.To != "Door" && !use.File.IsIn($"{AdminApi}{use.To}/"))
            .Select(Describe)
            .ShouldBeEmpty();

    private static int LevelOf(string folder) => Array.FindIndex(Levels, level => level.Contains(folder)) is var found and >= 0 ? found : Levels.Length - 1;

    private static string Describe((SourceFile File, string To) use) => $"{use.File.Path} uses {use.To}";

    // A using line, or a name written out in full.
    [GeneratedRegex(@"(?<!namespace )\bHeadlessKey\.(?<folder>[A-Z]\w+)\b(?!:)")]
    private static partial Regex Using { get; }

    [GeneratedRegex(@"(?<!namespace )\bHeadlessKey\.Admin\.Api\.(?<folder>[A-Z]\w+)\b")]
    private static partial Regex AdminUsing { get; }
}
