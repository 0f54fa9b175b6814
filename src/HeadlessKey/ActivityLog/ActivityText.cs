using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace HeadlessKey.ActivityLog;

/// <summary>An event as the columns of a file, or as an object.</summary>
internal static class ActivityText
{
    public static readonly string[] Columns =
    [
        "id", "at", "type", "outcome", "actor_kind", "actor_id", "actor_login", "subject_id", "subject_login", "session_id", "address", "device", "user_agent",
        "request_id", "detail",
    ];

    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }; // a file, not a page

    /// <summary>To the millisecond, in UTC.</summary>
    public static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fff+00:00", CultureInfo.InvariantCulture);

    /// <summary>The cells of a row, in the order of the columns.</summary>
    public static string?[] Cells(ActivityRow row) =>
    [
        Number(row.Id), Time(row.At), row.Type, row.Outcome, row.ActorKind, Number(row.ActorId), row.ActorLogin, Number(row.SubjectId), row.SubjectLogin,
        row.SessionId, row.Address, row.Device, row.UserAgent, row.RequestId, row.Detail,
    ];

    /// <summary>An object on one line. Nothing in it can end the line: JSON has its own signs for that.</summary>
    public static string Json(ActivityRow row)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Readable))
        {
            json.WriteStartObject();
            foreach (var (column, cell) in Columns.Zip(Cells(row)))
            {
                if (cell is null)
                {
                    json.WriteNull(column);
                }
                else if (column is "id" or "actor_id" or "subject_id")
                {
                    json.WriteNumber(column, long.Parse(cell, CultureInfo.InvariantCulture));
                }
                else
                {
                    json.WriteString(column, cell);
                }
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static string? Number(long? value) => value?.ToString(CultureInfo.InvariantCulture);
}
