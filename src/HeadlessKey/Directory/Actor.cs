using HeadlessKey.Http;
using HeadlessKey.Sessions;
using HeadlessKey.Users;

namespace HeadlessKey.Directory;

/// <summary>An administrator who changes something over HTTP.</summary>
/// <param name="User">Who it is, as read when they were let in.</param>
/// <param name="Session">The session that let them in.</param>
/// <param name="Confirmed">Whether it had to be confirmed.</param>
/// <param name="Client">From where.</param>
internal sealed record Actor(User User, AdminSession Session, bool Confirmed, ClientInfo Client);
