namespace HeadlessKey.Events;

/// <summary>Who did something.</summary>
internal sealed record EventActor
{
    /// <summary>
    /// <c>user</c>: somebody signed in. <c>anonymous</c>: somebody over HTTP who is not. <c>operator</c>: the command line. <c>server</c>: the
    /// server by itself.
    /// </summary>
    public required string Kind { get; init; }

    /// <summary>The user's id; null unless the kind is <c>user</c>.</summary>
    public required long? Id { get; init; }
}
