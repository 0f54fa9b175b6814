namespace HeadlessKey.Http;

/// <summary>A path that a package adds to the library's own. What is below it is answered by the contract's rules and is never the host's.</summary>
/// <param name="Path">Such as <c>/admin</c>.</param>
internal sealed record OwnPath(string Path);
