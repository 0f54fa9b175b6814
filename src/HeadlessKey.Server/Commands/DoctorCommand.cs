using System.CommandLine;
using HeadlessKey.Doctor;

namespace HeadlessKey.Server.Commands;

/// <summary><c>headlesskey doctor</c>: what is wrong, and what to do.</summary>
internal static class DoctorCommand
{
    public static Command Create()
    {
        var command = new Command("doctor", "Check configuration, database, clock, keys and mail.") { Table.Json };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var app = ServerHost.BuildServices(ServerArguments.From(parsed));
            var table = new Table("Check", "State", "What to do");
            var healthy = true;
            foreach (var check in Checks(app.Services))
            {
                var result = await Progress.ShowAsync($"Looking at the {check.Name}", Examination.RunAsync(check, cancellationToken));
                table.Add(result.Name, result.Status, result.Message ?? "-");
                healthy &= result.Status != Check.Wrong;
            }

            table.Print(parsed);
            return healthy ? CommandRunner.Done : CommandRunner.Refused;
        });
        return command;
    }

    /// <summary>Without settings and a master key nothing else can be looked at.</summary>
    private static IEnumerable<Check> Checks(IServiceProvider services)
    {
        Check[] ground =
        [
            new("configuration", Check.Wrong, _ => Resolve<HeadlessKeyOptions>(services)), // says itself what is wrong
            new("master key", Check.Wrong, _ => Resolve<Secrets.MasterKey>(services)),
        ];
        foreach (var check in ground)
        {
            yield return check;
        }

        Examination examination;
        try
        {
            examination = services.GetRequiredService<Examination>();
        }
        catch (Exception)
        {
            yield break; // one of the two has said why
        }

        foreach (var check in examination.Checks)
        {
            yield return check;
        }
    }

    private static Task<string?> Resolve<T>(IServiceProvider services)
        where T : notnull
    {
        _ = services.GetRequiredService<T>();
        return Task.FromResult<string?>(null);
    }
}
