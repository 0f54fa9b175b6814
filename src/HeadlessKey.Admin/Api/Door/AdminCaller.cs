using HeadlessKey.Directory;
using HeadlessKey.Events;
using HeadlessKey.Http;
using HeadlessKey.Sessions;
using HeadlessKey.Storage;
using HeadlessKey.Users;
using Microsoft.AspNetCore.Http;

namespace HeadlessKey.Admin.Api.Door;

/// <summary>The administrator behind a request to the admin API.</summary>
/// <param name="User">Who it is.</param>
/// <param name="Session">The session that says so.</param>
/// <param name="Confirmed">Whether the route asks for a password typed a short while ago.</param>
/// <param name="Client">From where.</param>
/// <param name="Hold">Asks once more.</param>
internal sealed record AdminCaller(User User, AdminSession Session, bool Confirmed, ClientInfo Client, ActorHold Hold) : IAuthor
{
    long IAuthor.UserId => User.Id;

    /// <summary>As one who changes accounts.</summary>
    public Actor Actor => new(User, Session, Confirmed, Client);

    /// <summary>The first thing in a transaction that writes for an administrator.</summary>
    /// <exception cref="ActorGoneException">They are none any more.</exception>
    public async Task HoldAsync(Transaction transaction)
    {
        if (!await Hold.TryHoldAsync(transaction, Actor))
        {
            throw new ActorGoneException();
        }
    }

    private static readonly object Key = new();

    public static AdminCaller Of(HttpContext context) => (AdminCaller)context.Items[Key]!;

    public static void Set(HttpContext context, AdminCaller caller) => context.Items[Key] = caller;
}
