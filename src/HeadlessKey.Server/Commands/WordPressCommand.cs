using System.CommandLine;

namespace HeadlessKey.Server.Commands;

/// <summary><c>headlesskey wordpress …</c>: the site whose people sign in here.</summary>
internal static class WordPressCommand
{
    public static Command Create() => new("wordpress", "Connect this server with a WordPress site, and check the connection.")
    {
        WordPressConnectCommand.Create(),
        WordPressCheckCommand.Create(),
    };
}
