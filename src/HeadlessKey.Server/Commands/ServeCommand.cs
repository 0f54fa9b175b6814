using System.CommandLine;

namespace HeadlessKey.Server.Commands;

/// <summary><c>headlesskey serve</c>, which is also what no verb means.</summary>
internal static class ServeCommand
{
    public static Command Create()
    {
        var command = new Command("serve", "Serve until told to stop.");
        ServerArguments.AddListeningTo(command);
        command.SetAction(ServeAsync);
        return command;
    }

    public static void MakeDefaultOf(Command root)
    {
        ServerArguments.AddListeningTo(root);
        root.SetAction(ServeAsync);
    }

    private static async Task<int> ServeAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        // The host itself handles SIGTERM and Ctrl+C: it lets requests under way finish.
        await using var app = ServerHost.Build(ServerArguments.From(parsed));
        await app.RunAsync();
        return CommandRunner.Done;
    }
}
