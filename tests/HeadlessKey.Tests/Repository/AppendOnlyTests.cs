using System.Globalization;
using System.Reflection;
using HeadlessKey.Events;
using HeadlessKey.Storage;

namespace HeadlessKey.Tests.Repository;

/// <summary>Numbers that operators, auditors and databases remember keep their meaning for ever.</summary>
public sealed class AppendOnlyTests
{
    private const string Folder = "tests/HeadlessKey.Tests/Repository";

    [Fact]
    public void Log_ids_are_unique_and_append_only()
    {
        var ids = typeof(LogIds).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field => (Id: (int)field.GetRawConstantValue()!, field.Name)).ToArray();

        ids.Select(id => id.Id).ShouldBeUnique();
        RecordedFile.ShouldOnlyGrow($"{Folder}/LogIds.txt", [.. ids.Select(id => $"{id.Id} {id.Name}")]);
    }

    [Fact]
    public void Security_event_ids_are_unique_and_append_only()
    {
        var ids = Enum.GetNames<SecurityEventId>().Select(name => (Id: (int)Enum.Parse<SecurityEventId>(name), Name: name)).ToArray();

        ids.Select(id => id.Id).ShouldBeUnique();
        RecordedFile.ShouldOnlyGrow($"{Folder}/SecurityEventIds.txt", [.. ids.Select(id => $"{id.Id} {id.Name}")]);
    }

    [Fact]
    public void Every_log_line_has_an_id_of_the_list_and_every_id_one_log_line()
    {
        var used = SourceTree.Product
            .SelectMany(file => file.Code.Split("LoggerMessage(").Skip(1))
            .Select(call => call.Split(',')[0])
            .ToArray();

        used.ShouldBeUnique();
        used.Order(StringComparer.Ordinal).ShouldBe(
            typeof(LogIds).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => $"LogIds.{field.Name}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Migrations_are_numbered_without_a_gap() =>
        Migration.All.Select(migration => migration.Number).ShouldBe(Enumerable.Range(1, Migration.All.Count).Select(number => (long)number));

    [Fact]
    public void A_migrations_name_begins_with_its_number() =>
        Migration.All.ShouldAllBe(migration => migration.Name.StartsWith(migration.Number.ToString("D4", CultureInfo.InvariantCulture) + "_"));

    [Fact]
    public void A_migration_is_never_edited() =>
        RecordedFile.ShouldOnlyGrow($"{Folder}/Migrations.txt", [.. Migration.All.Select(migration => $"{migration.Name} {migration.Checksum}")]);
}
