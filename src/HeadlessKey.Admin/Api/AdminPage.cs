
namespace HeadlessKey.Admin.Api;

/// <summary>Cuts lists into pages. One more than fits is read, and only tells that there is a next page.</summary>
internal static class AdminPage
{
    public static PageResponse<TItem> Of<TRow, TItem>(IReadOnlyList<TRow> rows, int count, Func<TRow, TItem> item, Func<TRow, string> cursor) => new(
        [.. rows.Take(count).Select(item)],
        rows.Count > count ? cursor(rows[count - 1]) : null);
}
