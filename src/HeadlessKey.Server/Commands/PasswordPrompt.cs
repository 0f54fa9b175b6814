using System.Text;

namespace HeadlessKey.Server.Commands;

/// <summary>
/// Asks for a password, or takes the first line of standard input. Never an argument: those stand in the shell's history and in
/// the list of processes.
/// </summary>
internal static class PasswordPrompt
{
    /// <summary>A new one, typed twice.</summary>
    public static string Read(string prompt = "Password: ")
    {
        if (Console.IsInputRedirected)
        {
            return Console.ReadLine() ?? string.Empty;
        }

        var first = ReadHidden(prompt);
        return string.Equals(first, ReadHidden("Once more: "), StringComparison.Ordinal)
            ? first
            : throw new StartupException("The two are not the same. Nothing was changed.");
    }

    /// <summary>One that is known to something already.</summary>
    public static string ReadOnce(string prompt) => Console.IsInputRedirected ? Console.ReadLine() ?? string.Empty : ReadHidden(prompt);

    /// <summary>A secret that the other side has already, so that it need not be typed twice.</summary>
    public static string ReadSecret(string prompt) => ReadOnce(prompt).Trim();

    private static string ReadHidden(string prompt)
    {
        Console.Error.Write(prompt);
        var typed = new StringBuilder();
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key)
        {
            if (key.Key == ConsoleKey.Backspace)
            {
                typed.Length = Math.Max(0, typed.Length - 1);
            }
            else if (!char.IsControl(key.KeyChar))
            {
                typed.Append(key.KeyChar);
            }
        }

        Console.Error.WriteLine();
        return typed.ToString();
    }
}
