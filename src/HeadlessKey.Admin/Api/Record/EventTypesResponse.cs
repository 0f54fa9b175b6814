namespace HeadlessKey.Admin.Api.Record;

/// <summary>The types of events that there are.</summary>
/// <param name="Types">Their names.</param>
internal sealed record EventTypesResponse(IReadOnlyList<string> Types);
