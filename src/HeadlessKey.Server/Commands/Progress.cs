namespace HeadlessKey.Server.Commands;

/// <summary>Says on standard error what is going on, once it has taken a second: silence would look like a hang.</summary>
internal static class Progress
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    public static async Task<T> ShowAsync<T>(string what, Task<T> work)
    {
        var shown = false;
        while (await Task.WhenAny(work, Task.Delay(Patience)) != work)
        {
            Console.Error.Write(shown ? "." : $"{what} …");
            shown = true;
        }

        if (shown)
        {
            Console.Error.WriteLine();
        }

        return await work;
    }
}
