namespace HeadlessKey.OwnSessions;

/// <summary>How the ending of one's own sessions went.</summary>
internal abstract record EndOwnSessionsResult
{
    internal sealed record Ended : EndOwnSessionsResult;

    /// <summary>There is no such session, or it is somebody else's: nobody learns which.</summary>
    internal sealed record NoSuchSession : EndOwnSessionsResult;

    /// <summary>The session that asked has ended itself.</summary>
    internal sealed record AskerEnded : EndOwnSessionsResult;
}
