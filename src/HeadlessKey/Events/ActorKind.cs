namespace HeadlessKey.Events;

/// <summary>What sort of somebody did it.</summary>
internal static class ActorKind
{
    /// <summary>Who is signed in; the event has their id.</summary>
    public const string User = "user";

    /// <summary>Somebody over HTTP who is not signed in.</summary>
    public const string Anonymous = "anonymous";

    /// <summary>Who runs the command line.</summary>
    public const string Operator = "operator";

    /// <summary>The server by itself, such as a key that was due.</summary>
    public const string Server = "server";
}
