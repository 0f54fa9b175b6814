using System.CommandLine;
using HeadlessKey.Settings;
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

    // Signals are the host's business: left to the parser, the program would be gone two seconds after SIGTERM, whatever it was doing.
    private static readonly InvocationConfiguration Invocation = new() { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };

    public static async Task<int> RunAsync(Command root, string[] args)
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
            return await parsed.InvokeAsync(Invocation);
        }
        catch (StartupException exception)
        {
            return Refuse(exception.Message);
        }
        catch (OptionsValidationException exception)
        {
            return Refuse(string.Join(Environment.NewLine, exception.Failures));
        }
        catch (System.Data.Common.DbException exception)
        {
            return Refuse($"The database refuses: {exception.Message} Check HeadlessKey:Storage, or run: headlesskey doctor");
        }
        catch (InvalidOperationException exception) when (exception.Source is "Microsoft.AspNetCore.Server.Kestrel.Core")
        {
            return Refuse($"{exception.Message.Split('\n')[0].TrimEnd()} Set Kestrel:Certificates:Default:Path and :KeyPath, or put a TLS proxy in front.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or System.Net.Sockets.SocketException)
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
        _ = await Progress.ShowAsync("Opening the database", OpenAsync(app.Services, cancellationToken));
        return await work(app.Services, cancellationToken);
    }

    // On a thread of its own: SQLite waits for another writer without giving its thread back.
    private static Task<bool> OpenAsync(IServiceProvider services, CancellationToken cancellationToken) => Task.Run(
        async () =>
        {
            foreach (var startup in services.GetServices<IHostedService>().Where(service => service is DatabaseStartup or FirstKeyStartup))
            {
                await startup.StartAsync(cancellationToken);
            }

            await services.GetRequiredService<StoredSettings>().CatchUpAsync(cancellationToken);
            await services.GetRequiredService<KeyRing>().CatchUpAsync(cancellationToken);
            return true;
        },
        cancellationToken);
}
