using System.Text.Json;
using HeadlessKey.Http;
using HeadlessKey.Secrets;
using HeadlessKey.Storage;

namespace HeadlessKey.Email;

/// <summary>Mail on its way out. It is queued in the transaction of what it tells of, and sent after the answer.</summary>
internal sealed class EmailQueueStore(MasterKey masterKey, HeadlessKeyOptions options, TimeProvider time)
{
    /// <summary>Queues a mail, unless this server sends none.</summary>
    public async Task AddAsync(Transaction transaction, EmailMessage message)
    {
        if (options.Email.Transport == EmailOptions.NoTransport)
        {
            return;
        }

        var id = RandomId.Handle();
        var now = time.GetUtcNow();
        var content = new EmailContent(message.Recipient.Name, Languages.Tag(message.Recipient.Language), message.Values);
        var sealedContent = masterKey.Seal(JsonSerializer.SerializeToUtf8Bytes(content, EmailJsonContext.Default.EmailContent), Name(id));
        await transaction.AppendAsync(
            $"""
            insert into emails (id, kind, user_id, recipient, sealed_content, created_at, useless_at, next_try_at)
            values ({id}, {message.Kind}, {message.Recipient.UserId}, {message.Recipient.Address}, {sealedContent},
                    {now.ToUnixTimeMilliseconds()}, {(now + message.UsefulFor).ToUnixTimeMilliseconds()}, {now.ToUnixTimeMilliseconds()})
            """,
            CancellationToken.None);
        transaction.WakeOthers();
    }

    private static string Name(string id) => $"email/{id}";
}
