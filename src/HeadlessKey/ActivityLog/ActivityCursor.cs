using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace HeadlessKey.ActivityLog;

/// <summary>Where a page ended, as a text that says nothing to who gets it. It is a place and no permission: nothing has to be kept from being made up.</summary>
internal static class ActivityCursor
{
    public static string Of(long id) => Base64Url.EncodeToString(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"after:{id}")));

    /// <summary>False: nobody was ever given this.</summary>
    public static bool TryRead(string cursor, out long id)
    {
        id = 0;
        return cursor.Length < 64 && Base64Url.IsValid(cursor)
            && Encoding.ASCII.GetString(Base64Url.DecodeFromChars(cursor)) is { } text && text.StartsWith("after:", StringComparison.Ordinal)
            && long.TryParse(text.AsSpan(6), NumberStyles.None, CultureInfo.InvariantCulture, out id);
    }
}
