using HeadlessKey.Directory;
using HeadlessKey.Http;
using HeadlessKey.Sessions;
using HeadlessKey.Users;
using Microsoft.AspNetCore.Http;

namespace HeadlessKey.Authentication;

/// <summary>The administrator behind a request to the admin API.</summary>
/// <param name="User">Who it is.</param>
/// <param name="Session">The session that says so.</param>
/// <param name="Client">From where.</param>
internal sealed record AdminCaller(User User, AdminSession Session, ClientInfo Client)
{
    /// <summary>As one who changes accounts.</summary>
    public Actor Actor => new(User, Client);

    private static readonly object Key = new();

    public static AdminCaller Of(HttpContext context) => (AdminCaller)context.Items[Key]!;

    public static void Set(HttpContext context, AdminCaller caller) => context.Items[Key] = caller;
}
