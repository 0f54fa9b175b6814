using System.Net;
using System.Text.Json;
using HeadlessKey.Deliveries;
using HeadlessKey.Secrets;
using HeadlessKey.Sessions;
using HeadlessKey.Storage;
using HeadlessKey.WordPress.Connector;

namespace HeadlessKey.WordPress;

/// <summary>
/// Tells WordPress which sessions have ended, so that it refuses their tokens before these expire by themselves. The news is queued in the
/// transaction that ends the sessions, and tried until WordPress has it or no such token is left.
/// </summary>
internal sealed class RevocationChannel(DeliveryQueueStore queue, ConnectorHttp http, HeadlessKeyOptions options, TimeProvider time)
    : IDeliveryChannel, ISessionEndListener
{
    private const string Kind = "sessions.ended";
    private const int MostAtOnce = 500; // the connector reads 64 KiB
    private static readonly DeliveryTarget Target = new("wordpress", "site");
    private static readonly HttpRequestOptionsKey<SignedCall> CallOf = new(nameof(SignedCall));
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(1); // the connector forgives clocks that differ by half of it

    public string Name => Target.Channel;

    /// <summary>Often at first, for every second counts, and on until even the longest-lived access token has expired.</summary>
    public IReadOnlyList<TimeSpan> Pauses { get; } =
    [
        .. Enumerable.Repeat(TimeSpan.FromSeconds(1), 5), .. Enumerable.Repeat(TimeSpan.FromSeconds(5), 10), .. Enumerable.Repeat(TimeSpan.FromSeconds(30), 20),
        .. Enumerable.Repeat(TimeSpan.FromMinutes(5), 300),
    ];

    public async Task EndedAsync(Transaction transaction, IReadOnlyList<EndedSession> ended)
    {
        // A session that nobody has used for long gave out no token that WordPress would still take.
        var now = time.GetUtcNow();
        foreach (var sessions in ended.Where(session => ExpiryOf(session) > now).GroupBy(session => session.UserId))
        {
            foreach (var some in sessions.Chunk(MostAtOnce))
            {
                var call = new RevokeCall([.. some.Select(session => new RevokedSession(session.Id, ExpiryOf(session).ToUnixTimeSeconds()))]);
                var body = JsonSerializer.Serialize(new QueuedRevocation(sessions.Key, call), ConnectorJsonContext.Default.QueuedRevocation);
                await queue.AddAsync(transaction, new NewDelivery(Target, RandomId.Handle(), Kind, OrderingKey: null, body));
            }
        }
    }

    public Task<HttpRequestMessage?> CreateRequestAsync(Delivery delivery, string body, CancellationToken cancellationToken)
    {
        var (userId, call) = JsonSerializer.Deserialize(body, ConnectorJsonContext.Default.QueuedRevocation)!;
        var now = time.GetUtcNow();
        if (call.Revoked.All(session => session.Exp <= now.ToUnixTimeSeconds()))
        {
            return Task.FromResult<HttpRequestMessage?>(null); // the tokens have expired: there is nothing left to refuse
        }

        var signed = new SignedCall(
            options.WordPress, $"/users/{userId}/revoke", JsonSerializer.SerializeToUtf8Bytes(call, ConnectorJsonContext.Default.RevokeCall), now);
        var request = signed.ToRequest();
        request.Options.Set(CallOf, signed);
        return Task.FromResult<HttpRequestMessage?>(request);
    }

    /// <summary>An answer that the site has not signed is none: somebody in between must not be able to say "done".</summary>
    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, HttpClient guarded, CancellationToken cancellationToken)
    {
        request.Options.TryGetValue(CallOf, out var call);
        var response = await http.Client.SendAsync(request, HttpCompletionOption.ResponseContentRead, cancellationToken);
        if (call!.IsAnsweredBy(response, await response.Content.ReadAsByteArrayAsync(cancellationToken)))
        {
            return response;
        }

        response.Dispose();
        throw new IOException("The answer is not signed.");
    }

    /// <summary>A user who is gone has no tokens that WordPress would take.</summary>
    public DeliveryVerdict Judge(DeliveryAnswer answer) =>
        answer.Status == (int)HttpStatusCode.NotFound ? new DeliveryVerdict.Delivered() : DeliveryVerdict.Of(answer);

    private DateTimeOffset ExpiryOf(EndedSession session) => session.AccessExpiresAt + options.Tokens.ClockSkew + Margin;
}
