using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace HeadlessKey.ActivityLog;

/// <summary>Where a page ended, as opaque text. A position, not a permission: forging one gains nothing.</summary>
internal static class ActivityCursor
{
    public static string Of(long id) => Base64Url.EncodeToString(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"after:{id}")));

    /// <summary>False: we never issued it.</summary>
    public static bool TryRead(string cursor, out long id)
    {
        id = 0;
        return cursor.Length < 64 && Base64Url.IsValid(cursor)
            && Encoding.ASCII.GetString(Base64Url.DecodeFromChars(cursor)) is { } text && text.StartsWith("after:", StringComparison.Ordinal)
            && long.TryParse(text.AsSpan(6), NumberStyles.None, CultureInfo.InvariantCulture, out id);
    }
}
