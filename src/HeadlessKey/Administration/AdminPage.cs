using System.Globalization;
using HeadlessKey.Http;

namespace HeadlessKey.Administration;

/// <summary>Cuts lists into pages. One more than fits is read, and only tells that there is a next page.</summary>
internal static class AdminPage
{
    public static PageResponse<TItem> Of<TRow, TItem>(IReadOnlyList<TRow> rows, int count, Func<TRow, TItem> item, Func<TRow, long> id) => new(
        [.. rows.Take(count).Select(item)],
        rows.Count > count ? id(rows[count - 1]).ToString(CultureInfo.InvariantCulture) : null);
}
