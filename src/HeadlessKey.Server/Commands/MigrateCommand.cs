using System.CommandLine;
using HeadlessKey.Storage;

namespace HeadlessKey.Server.Commands;

/// <summary><c>headlesskey migrate</c>: the schema.</summary>
internal static class MigrateCommand
{
    public static Command Create()
    {
        var print = new Option<bool>("--print") { Description = "Print the SQL of all migrations and change nothing." };
        var command = new Command("migrate", "Bring the database to this program's schema. A start does it too.") { print };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var app = ServerHost.BuildServices(ServerArguments.From(parsed));
            if (parsed.GetValue(print))
            {
                Print(app.Services.GetRequiredService<SqlDialect>());
                return CommandRunner.Done;
            }

            var applied = await Progress.ShowAsync(
                "Migrating", Task.Run(() => app.Services.GetRequiredService<SchemaMigrator>().MigrateAsync(cancellationToken), cancellationToken));
            foreach (var migration in applied)
            {
                Console.WriteLine($"Applied {migration.Name}");
            }

            Console.WriteLine(applied.Count == 0 ? "Nothing to do." : "Done.");
            return CommandRunner.Done;
        });
        return command;
    }

    private static void Print(SqlDialect dialect)
    {
        foreach (var migration in Migration.All)
        {
            Console.WriteLine($"-- {migration.Name}, sha256 {migration.Checksum}");
            Console.WriteLine(migration.ScriptFor(dialect));
        }
    }
}
