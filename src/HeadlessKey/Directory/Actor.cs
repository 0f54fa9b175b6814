using HeadlessKey.Http;
using HeadlessKey.Users;

namespace HeadlessKey.Directory;

/// <summary>An administrator who changes somebody's account over HTTP.</summary>
/// <param name="User">Who it is, as read when they were let in.</param>
/// <param name="Client">From where.</param>
internal sealed record Actor(User User, ClientInfo Client);
