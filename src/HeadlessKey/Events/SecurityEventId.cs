namespace HeadlessKey.Events;

/// <summary>Every kind of security event. Append only: a number, once given, keeps its meaning.</summary>
internal enum SecurityEventId
{
    LoginSucceeded = 1,
    LoginFailed = 2,
    TokenRefreshed = 3,
    TokenReuseDetected = 4,
    TokenRevoked = 5,
    SessionsEnded = 6,
    UserCreated = 7,
    UserDisabled = 8,
    UserEnabled = 9,
    UserDeleted = 10,
    UserPasswordSet = 11,
    UserRolesSet = 12,
    KeyAnnounced = 13,
    KeyRetired = 14,
}
