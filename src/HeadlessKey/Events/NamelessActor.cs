namespace HeadlessKey.Events;

/// <summary>Who does what neither a user nor a client is behind: the operator in a verb of the command line, the server itself elsewhere.</summary>
internal sealed record NamelessActor(string Kind);
