using System.CommandLine;
using HeadlessKey.Directory.Transfer;
using HeadlessKey.Roles;

namespace HeadlessKey.Server.Commands;

/// <summary><c>headlesskey user import FILE</c>: people from WordPress, from ASP.NET Core Identity, or from an export of our own.</summary>
internal static class UserImportCommand
{
    private static readonly Argument<string> File = new("FILE") { Description = "CSV, a JSON array or JSON lines, in UTF-8." };
    private static readonly Option<string?> Format = TableFormatOption.Create();
    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "Check every row and write nothing." };
    private static readonly Option<bool> KeepRoles = new("--keep-roles") { Description = "Take the roles that the file says, administrators too. Without it everybody gets the --role." };
    private static readonly Option<bool> Strict = new("--strict") { Description = "Exit with 1 when a row was refused." };
    private static readonly Option<string[]> RoleNames = new("--role") { Description = "The role of those who bring none; default: HeadlessKey:Registration:DefaultRole.", HelpName = "ROLE" };
    private static readonly Option<string?> Report = new("--report") { Description = "Write the refused rows and why into this file, as CSV.", HelpName = "FILE" };
    private static readonly Option<string?> Map = new("--map") { Description = "Write old and new ids into this file, as CSV.", HelpName = "FILE" };

    private static readonly Option<string> Verified = new Option<string>("--verified")
    {
        Description = "Whether the addresses count as proven: yes, no, or file (default: the file's column for it, and yes where it has none).",
        HelpName = "HOW",
        DefaultValueFactory = _ => "file",
    }.AcceptOnlyFromAmong("yes", "no", "file");

    public static Command Create()
    {
        var command = new Command("import", "Bring accounts along, with their password hashes. Whoever is there already is left alone.")
        {
            File, Format, DryRun, RoleNames, KeepRoles, Verified, Report, Map, Strict,
        };
        command.SetAction((parsed, cancellationToken) => FindFault(parsed) is { } fault
            ? Task.FromResult(CommandRunner.Refuse(fault))
            : CommandRunner.WithServicesAsync(parsed, (services, token) => RunAsync(services, parsed, token), cancellationToken));
        return command;
    }

    private static string? FindFault(ParseResult parsed)
    {
        var paths = new[] { parsed.GetRequiredValue(File), parsed.GetValue(Report), parsed.GetValue(Map) }.OfType<string>().Select(Path.GetFullPath).ToArray();
        return !System.IO.File.Exists(paths[0]) ? $"There is no file {parsed.GetRequiredValue(File)}."
            : paths.Distinct(StringComparer.Ordinal).Count() < paths.Length ? "FILE, --report and --map must be different files."
            : parsed.GetValue(RoleNames)?.FirstOrDefault(role => !Role.IsValid(role)) is { } wrong ? $"{wrong} is not a role name."
            : null;
    }

    private static async Task<int> RunAsync(IServiceProvider services, ParseResult parsed, CancellationToken cancellationToken)
    {
        var path = parsed.GetRequiredValue(File);
        var dryRun = parsed.GetValue(DryRun);
        var settings = new ImportSettings(
            parsed.GetValue(RoleNames) is { Length: > 0 } roles ? roles : [services.GetRequiredService<HeadlessKeyOptions>().Registration.DefaultRole],
            parsed.GetValue(KeepRoles),
            parsed.GetRequiredValue(Verified) switch { "yes" => true, "no" => false, _ => null },
            dryRun);
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        using var report = new ImportReport(parsed.GetValue(Report), parsed.GetValue(Map));
        var progress = new RowProgress(dryRun ? "Checking" : "Importing");
        try
        {
            await services.GetRequiredService<UserImport>().RunAsync(file, TableFormatOption.Of(parsed.GetValue(Format), path), settings, Tell, cancellationToken);
        }
        finally
        {
            progress.End();
        }

        Console.WriteLine(
            $"{(dryRun ? "Would import" : "Imported")} {report.Created:N0} of {report.Rows:N0} rows; {report.AlreadyThere:N0} were there already, {report.Refused:N0} refused.");
        if (report.WithoutPassword > 0)
        {
            Console.WriteLine($"{report.WithoutPassword:N0} have no password and must reset it.");
        }

        report.ShowRefused();
        return report.Refused > 0 && parsed.GetValue(Strict) ? CommandRunner.Refused : CommandRunner.Done;

        void Tell(ImportOutcome outcome)
        {
            report.Add(outcome);
            progress.Show((double)file.Position / Math.Max(1, file.Length), report.Rows);
        }
    }
}
