namespace HeadlessKey.Admin.Api;

/// <summary>A page of a list.</summary>
/// <param name="Items">What is on it.</param>
/// <param name="Next">What the next request's <c>after</c> is; null on the last page.</param>
internal sealed record PageResponse<T>(IReadOnlyList<T> Items, string? Next);
