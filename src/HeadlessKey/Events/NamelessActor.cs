namespace HeadlessKey.Events;

/// <summary>Who acts when there is neither user nor client: the operator on the command line, else the server.</summary>
internal sealed record NamelessActor(string Kind);
