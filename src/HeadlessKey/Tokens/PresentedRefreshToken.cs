namespace HeadlessKey.Tokens;

/// <summary>What a refresh token says of itself. Its text is left out of what a debugger or a log would print.</summary>
internal readonly struct PresentedRefreshToken(string sessionId, long generation, byte[] bytes)
{
    public string SessionId => sessionId;

    public long Generation => generation;

    public byte[] Bytes => bytes;
}
