using System.CommandLine;
using HeadlessKey.SigningKeys;
using HeadlessKey.Storage;
using Microsoft.Extensions.Options;

namespace HeadlessKey.Server.Commands;

/// <summary>Runs a verb: 0 done, 1 refused with one line on standard error, 2 not understood.</summary>
internal static class CommandRunner
{
    public const int Done = 0;
    public const int Refused = 1;
    private const int Usage = 2;

    public static async Task<int> RunAsync(RootCommand root, string[] args)
    {
        ServerArguments.AddTo(root);
        var parsed = root.Parse(ServerArguments.Normalise(args));
        if (parsed.Errors.Count > 0)
        {
            await parsed.InvokeAsync();
            return Usage;
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (StartupException exception)
        {
            return Refuse(exception.Message);
        }
        catch (OptionsValidationException exception)
        {
            return Refuse(string.Join(Environment.NewLine, exception.Failures));
        }
        catch (Exception exception) when (exception is System.Data.Common.DbException or IOException or UnauthorizedAccessException)
        {
            return Refuse(exception.Message);
        }
    }

    /// <summary>Says why not, where scripts look for it.</summary>
    public static int Refuse(string why)
    {
        Console.Error.WriteLine(why);
        return Refused;
    }

    /// <summary>Runs a verb that works on the database, which it brings up to date first.</summary>
    public static async Task<int> WithServicesAsync(
        ParseResult parsed, Func<IServiceProvider, CancellationToken, Task<int>> work, CancellationToken cancellationToken)
    {
        await using var app = ServerHost.BuildServices(ServerArguments.From(parsed));
        foreach (var startup in app.Services.GetServices<IHostedService>().Where(service => service is DatabaseStartup or FirstKeyStartup))
        {
            await startup.StartAsync(cancellationToken);
        }

        await app.Services.GetRequiredService<KeyRing>().CatchUpAsync(cancellationToken);
        return await work(app.Services, cancellationToken);
    }
}
