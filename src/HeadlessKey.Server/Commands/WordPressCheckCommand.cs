using System.CommandLine;
using HeadlessKey.WordPress;

namespace HeadlessKey.Server.Commands;

/// <summary><c>headlesskey wordpress check</c>: is everything right between this server and the site?</summary>
internal static class WordPressCheckCommand
{
    public static Command Create()
    {
        var command = new Command("check", "Say what is wrong between this server and the site.") { Table.Json };
        command.SetAction((parsed, cancellationToken) => CommandRunner.WithServicesAsync(parsed, async (services, token) =>
        {
            if (services.GetService<ConnectionCheck>() is not { } check)
            {
                return CommandRunner.Refuse("This server is not connected with a WordPress site. Run: headlesskey wordpress connect URL");
            }

            var findings = await Progress.ShowAsync("Asking WordPress", check.RunAsync(token));
            var table = new Table("Check", "State", "What to do");
            foreach (var finding in findings)
            {
                table.Add(finding.Name, finding.Fault is null ? "ok" : "wrong", finding.Fault ?? "-");
            }

            table.Print(parsed);
            return findings.All(finding => finding.Fault is null) ? CommandRunner.Done : CommandRunner.Refused;
        }, cancellationToken));
        return command;
    }
}
