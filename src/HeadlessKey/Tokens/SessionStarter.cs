using System.Buffers.Text;
using System.Security.Cryptography;
using HeadlessKey.Http;
using HeadlessKey.Secrets;
using HeadlessKey.Sessions;
using HeadlessKey.Storage;
using HeadlessKey.Users;

namespace HeadlessKey.Tokens;

/// <summary>Begins a session and moves it on; both set the same dates by the same rules.</summary>
internal sealed class SessionStarter(SessionStore store, RevocationStore revocations, HeadlessKeyOptions options, TimeProvider time)
{
    private const int SaltBytes = 16;

    /// <summary>Begins a session for a user who has proven to be that user.</summary>
    /// <param name="transaction">The transaction that also notes the sign-in.</param>
    /// <param name="user">Whose session it is.</param>
    /// <param name="device">What the user calls the device.</param>
    /// <param name="remember">False: it ends within the day (see <see cref="SessionOptions.UnrememberedLimit"/>).</param>
    /// <param name="client">Where the sign-in came from.</param>
    /// <param name="cancellationToken">Cancels the writing.</param>
    public async Task<Session> StartAsync(
        Transaction transaction, User user, string? device, bool remember, ClientInfo client, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var settings = options.Sessions;
        var limit = settings.AbsoluteLimit;
        if (!remember && settings.UnrememberedLimit < limit)
        {
            limit = settings.UnrememberedLimit;
        }

        var session = WithDates(
            new Session
            {
                Id = RandomId.Handle(),
                UserId = user.Id,
                Salt = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SaltBytes)),
                Generation = 0,
                CreatedAt = now,
                ExpiresAt = now + limit,
                RotatedAt = now,
                IdleExpiresAt = now,
                AccessExpiresAt = now,
                Device = device,
                Browser = client.Device?.Browser,
                Os = client.Device?.Os,
                DeviceKind = client.Device?.Kind,
                UserAgent = client.UserAgent,
                Address = AddressMask.Of(client.Address, options.ActivityLog.Addresses),
            },
            now);
        await store.CreateAsync(transaction, session, cancellationToken);
        return session;
    }

    /// <summary>
    /// Moves the session on by one generation; what the previous one issued dies with the grace window. Null: another caller was first, or the
    /// session is over.
    /// </summary>
    public async Task<Rotation?> TryRotateAsync(Transaction transaction, Session session, CancellationToken cancellationToken)
    {
        var next = WithDates(session with { Generation = session.Generation + 1 }, time.GetUtcNow());
        if (!await store.TryRotateAsync(transaction, next, cancellationToken))
        {
            return null;
        }

        var graceEnds = next.RotatedAt + options.Sessions.GraceWindow;
        var lastAccess = session.AccessExpiresAt + options.Tokens.ClockSkew;
        if (lastAccess <= graceEnds)
        {
            return new Rotation(next, Superseded: null); // it dies by itself, and most clients refresh that late
        }

        // The other nodes read it at their next poll, well within the grace window: no need to wake them.
        var superseded = new RevocationEntry(session.Id, next.Generation, graceEnds, lastAccess);
        await revocations.AddAsync(transaction, superseded, cancellationToken);
        return new Rotation(next, superseded);
    }

    /// <summary>Whether a token of the generation before still gives its one successor.</summary>
    public bool IsInGraceWindow(Session session) => time.GetUtcNow() < session.RotatedAt + options.Sessions.GraceWindow;

    // An access token never outlives the session that gave it out. Tokens count in whole seconds (RFC 7519, 2).
    private Session WithDates(Session session, DateTimeOffset now)
    {
        var idle = Earlier(now + options.Sessions.InactivityLimit, session.ExpiresAt);
        var access = Earlier(now + options.Tokens.Lifetime, idle);
        return session with
        {
            RotatedAt = now,
            IdleExpiresAt = idle,
            AccessExpiresAt = DateTimeOffset.FromUnixTimeSeconds(access.ToUnixTimeSeconds()),
        };
    }

    private static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;

    /// <summary>A session moved on, and what (if anything) this node's <see cref="RevocationList"/> must learn once that has committed.</summary>
    internal sealed record Rotation(Session Session, RevocationEntry? Superseded);
}
