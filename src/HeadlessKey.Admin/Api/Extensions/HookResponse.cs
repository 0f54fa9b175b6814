namespace HeadlessKey.Admin.Api.Extensions;

/// <summary>A hook that is asked.</summary>
/// <param name="Name">The name of its class; for one over HTTP, its host.</param>
/// <param name="Kind">code or http.</param>
/// <param name="Point">Where it is asked.</param>
/// <param name="Url">The address of one over HTTP, without its query, which may hold a secret.</param>
/// <param name="Timeout">How many seconds it may take.</param>
/// <param name="WhenItFails">deny or allow.</param>
internal sealed record HookResponse(string Name, string Kind, string Point, string? Url, double Timeout, string WhenItFails);
