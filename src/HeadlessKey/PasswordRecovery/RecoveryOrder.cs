using HeadlessKey.Http;

namespace HeadlessKey.PasswordRecovery;

/// <summary>A request for a way back in, as it waits behind the answer.</summary>
internal sealed record RecoveryOrder(string Login, string Method, ClientInfo Client);
