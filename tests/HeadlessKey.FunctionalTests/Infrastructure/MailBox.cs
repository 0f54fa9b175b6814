using System.Runtime.CompilerServices;
using HeadlessKey.Testing;

namespace HeadlessKey.FunctionalTests.Infrastructure;

/// <summary>What has arrived: the files that the transport <c>file</c> writes.</summary>
public static class MailBox
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    // Which files of a server have been given to its test.
    private static readonly ConditionalWeakTable<TestServer, HashSet<string>> Seen = [];

    /// <summary>Waits for the next mail of a kind to somebody: the oldest that was not returned before.</summary>
    public static async Task<Mail> NextMailAsync(this TestServer server, string kind, string recipient)
    {
        var seen = Seen.GetOrCreateValue(server);
        string? next = null;
        await Eventually.TrueAsync(
            () => Task.FromResult((next = server.MailFiles(kind, recipient).FirstOrDefault(file => !seen.Contains(file))) is not null),
            Patience,
            $"no mail {kind} to {recipient}");
        seen.Add(next!);
        return Read(next!);
    }

    /// <summary>How many mails of a kind somebody has got, once all that was asked for has been decided and sent.</summary>
    public static async Task<int> CountMailAsync(this TestServer server, string kind, string recipient)
    {
        await server.MailIsSentAsync();
        return server.MailFiles(kind, recipient).Count();
    }

    /// <summary>Waits until nothing is left to be decided or sent.</summary>
    public static Task MailIsSentAsync(this TestServer server) => Eventually.TrueAsync(
        async () => (await server.QueryAsync(
            "select kind from deferred_requests where tries = 0 union all select kind from emails where given_up_at is null and last_error is null", "kind")).Count == 0,
        Patience,
        "mail is still on its way");

    private static IEnumerable<string> MailFiles(this TestServer server, string kind, string recipient)
    {
        var folder = Path.Combine(server.DataFolder, "mail");
        return System.IO.Directory.Exists(folder)
            ? System.IO.Directory.EnumerateFiles(folder, "*.eml").Where(file => KindOf(file) == kind).OrderBy(File.GetLastWriteTimeUtc)
                .Where(file => Read(file).Recipient.Equals(recipient, StringComparison.OrdinalIgnoreCase))
            : [];
    }

    private static Mail Read(string file)
    {
        var mail = ReceivedEmail.Read(file);
        return new Mail(KindOf(file), mail.Header("To").Trim('<', '>'), mail.Header("Content-Language"), mail.Text);
    }

    // 20300101-120000000-reset-link-ID.eml
    private static string KindOf(string file) => string.Join('-', Path.GetFileNameWithoutExtension(file).Split('-')[2..^1]);
}
