namespace HeadlessKey.ActivityLog;

/// <summary>The index along which events are looked for.</summary>
internal enum ActivityPath
{
    /// <summary>All of them, by id.</summary>
    Everything,

    /// <summary>Those about a user.</summary>
    Subject,

    /// <summary>Those by a user that are about somebody else.</summary>
    Actor,

    /// <summary>Those of one type, which is not the one that most are of.</summary>
    Type,
}
