namespace HeadlessKey.Admin.Api;

/// <summary>A list that is short enough to come at once.</summary>
/// <param name="Items">What is in it.</param>
internal sealed record ListResponse<T>(IReadOnlyList<T> Items);
