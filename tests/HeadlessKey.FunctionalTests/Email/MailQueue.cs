using HeadlessKey.Email;
using HeadlessKey.Http;
using HeadlessKey.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace HeadlessKey.FunctionalTests.Email;

/// <summary>Mail put into a server's queue as the flows do, and the queue as an operator sees it.</summary>
internal static class MailQueue
{
    public const string Code = "48151623";
    public const string Token = "canary-Token-77f0c1aa5d9e4b6cb2f3";

    public static string Link => $"{TestServer.PublicUrl}/account/reset#token={Token}&login=ada";

    public static EmailRecipient To(string address = TestUser.Email) => new(address, "Ada", Language.English, UserId: 1);

    public static EmailMessage Notice(string address = TestUser.Email) =>
        EmailMessage.PasswordChanged(To(address), TestUser.Login, new DateTimeOffset(2030, 1, 1, 12, 0, 0, TimeSpan.Zero));

    public static EmailMessage ResetLink() => EmailMessage.ResetLink(To(), TestUser.Login, Link, TimeSpan.FromHours(1));

    public static EmailMessage ResetCode() => EmailMessage.ResetCode(To(), TestUser.Login, Code, TimeSpan.FromMinutes(10));

    public static Task QueueAsync(this TestServer server, params EmailMessage[] messages) =>
        server.Services.GetRequiredService<Database>().WriteAsync(async transaction =>
        {
            foreach (var message in messages)
            {
                await server.Queue().AddAsync(transaction, message);
            }

            return true;
        });

    public static EmailQueueStore Queue(this TestServer server) => server.Services.GetRequiredService<EmailQueueStore>();

    public static async Task<EmailState> OnlyMailAsync(this TestServer server) =>
        (await server.Queue().ListAsync(10, CancellationToken.None)).ShouldHaveSingleItem();

    /// <summary>Waits until the only mail has been tried so often, and each try has ended.</summary>
    public static async Task<EmailState> TriedAsync(this TestServer server, int tries)
    {
        await Eventually.TrueAsync(
            async () => await server.OnlyMailAsync() is { LastError: not null } mail && mail.Tries == tries, TimeSpan.FromSeconds(15), $"try {tries} has not ended");
        return await server.OnlyMailAsync();
    }

    public static Task EmptyAsync(this TestServer server) => Eventually.TrueAsync(
        async () => (await server.Queue().ListAsync(1000, CancellationToken.None)).Count == 0, TimeSpan.FromSeconds(20), "the queue is not empty");

    /// <summary>A row as it might have been left, due at a time; with more columns when given.</summary>
    public static Task InsertAsync(this TestServer server, string id, long nextTryAt = 0, string columns = "user_id", string values = "1") => server.BreakAsync(
        $"insert into emails (id, kind, recipient, sealed_content, created_at, useless_at, next_try_at, {columns}) "
        + $"values ('{id}', 'test', '{TestUser.Email}', 'sealed', 0, 4102444800000, {nextTryAt}, {values})");

    /// <summary>Stops this node's sending, as if it were not there.</summary>
    public static Task SuspendAsync(this TestServer server) => server.Services.GetRequiredService<EmailDispatcher>().StopAsync(CancellationToken.None);

    /// <summary>Long enough for a worker that looks twice a second to have acted, had it wanted to.</summary>
    public static Task NothingHappensAsync() => Task.Delay(TimeSpan.FromMilliseconds(1200));
}
