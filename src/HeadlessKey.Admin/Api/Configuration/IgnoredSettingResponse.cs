namespace HeadlessKey.Admin.Api.Configuration;

/// <summary>A stored value that has no effect.</summary>
/// <param name="Key">The name.</param>
/// <param name="Reason">Why not.</param>
internal sealed record IgnoredSettingResponse(string Key, string Reason);
