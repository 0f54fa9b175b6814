using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text.Json;
using HeadlessKey.Email;
using HeadlessKey.Secrets;
using HeadlessKey.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace HeadlessKey.FunctionalTests.Infrastructure;

/// <summary>The mail that a server has queued.</summary>
public static class MailBox
{
    private static readonly ConditionalWeakTable<TestServer, ConcurrentDictionary<string, bool>> Read = [];

    /// <summary>The oldest mail of that kind to that person that has not been returned before; waits for it.</summary>
    public static async Task<Mail> NextMailAsync(this TestServer server, string kind, string recipient)
    {
        Mail? next = null;
        await Eventually.TrueAsync(
            async () =>
            {
                var unread = (await ListAsync(server, kind, recipient)).FirstOrDefault(mail => !Read.GetOrCreateValue(server).ContainsKey(mail.Id));
                next = unread.Mail;
                return next is not null && Read.GetOrCreateValue(server).TryAdd(unread.Id, value: true);
            },
            TimeSpan.FromSeconds(10),
            $"a mail {kind} to {recipient}");
        return next!;
    }

    /// <summary>How many mails of that kind there are now to that person.</summary>
    public static async Task<int> CountMailAsync(this TestServer server, string kind, string recipient) =>
        (await ListAsync(server, kind, recipient)).Count;

    private static async Task<List<(string Id, Mail Mail)>> ListAsync(TestServer server, string kind, string recipient)
    {
        var masterKey = server.Services.GetRequiredService<MasterKey>();
        var rows = await server.Services.GetRequiredService<Database>().ListAsync(
            $"select id, sealed_content from emails where kind = {kind} and recipient = {recipient} order by created_at, id",
            row => (Id: row.Text("id"), Sealed: row.Text("sealed_content")),
            CancellationToken.None);
        return rows.ConvertAll(row =>
        {
            var content = JsonDocument.Parse(masterKey.Open(row.Sealed, $"email/{row.Id}")).RootElement;
            var values = content.GetProperty(nameof(EmailContent.Values)).EnumerateObject().Select(value => value.Value.GetString());
            var text = string.Join('\n', values.Prepend(content.GetProperty(nameof(EmailContent.Name)).GetString()));
            return (row.Id, new Mail(kind, recipient, content.GetProperty(nameof(EmailContent.Language)).GetString()!, text));
        });
    }
}
