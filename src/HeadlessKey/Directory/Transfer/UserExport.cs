using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using HeadlessKey.Events;
using HeadlessKey.Http;
using HeadlessKey.Storage;
using HeadlessKey.Users;

namespace HeadlessKey.Directory.Transfer;

/// <summary>Writes all accounts into a file, in the columns that an import reads, a page of them at a time.</summary>
internal sealed class UserExport(Database database, UserStore users, SecurityEventLog events)
{
    private const int PageSize = 500;

    private static readonly string[] Columns =
    [
        "ID", "user_login", "user_email", "display_name", "first_name", "last_name", "nickname", "locale", "roles", "user_registered",
        "email_verified", "disabled", "password_hash",
    ];

    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }; // a file, not a page

    /// <summary>How many were written.</summary>
    public async Task<long> RunAsync(Stream file, ExportSettings settings, Action<long> progress, CancellationToken cancellationToken)
    {
        // Recorded before the first one leaves: an export that is broken off has given out something too.
        await database.WriteAsync(async transaction =>
        {
            var what = settings.WithHashes ? "with password hashes" : "without password hashes";
            await events.AppendAsync(transaction, SecurityEvent.UsersExported(what), CancellationToken.None);
            return true;
        });

        var written = 0L;
        await WriteAsync(file, Begin(settings), cancellationToken);
        var page = await users.ListAsync(0, role: null, PageSize, cancellationToken);
        while (page.Count > 0)
        {
            var text = new StringBuilder();
            foreach (var user in page)
            {
                text.Append(Between(settings.Format, isFirst: written == 0)).Append(Row(user, settings));
                written++;
            }

            await WriteAsync(file, text.ToString(), cancellationToken);
            progress(written);
            page = await users.ListAsync(page[^1].Id, role: null, PageSize, cancellationToken);
        }

        await WriteAsync(file, settings.Format == TableFormat.Json ? "\n]\n" : string.Empty, cancellationToken);
        return written;
    }

    private static string Begin(ExportSettings settings) => settings.Format switch
    {
        TableFormat.Csv => CsvLine.Of(settings.WithHashes ? Columns : Columns[..^1]),
        TableFormat.Json => "[",
        _ => string.Empty,
    };

    private static string Between(TableFormat format, bool isFirst) => format == TableFormat.Json ? (isFirst ? "\n" : ",\n") : string.Empty;

    private static string Row(User user, ExportSettings settings) => settings.Format switch
    {
        TableFormat.Csv => CsvLine.Of(Cells(user, settings.WithHashes)),
        TableFormat.Json => JsonOf(user, settings.WithHashes),
        _ => JsonOf(user, settings.WithHashes) + "\n",
    };

    private static IEnumerable<string> Cells(User user, bool withHashes)
    {
        string[] cells =
        [
            user.Id.ToString(CultureInfo.InvariantCulture), user.Login, user.Email, user.DisplayName, user.FirstName, user.LastName, user.Nickname,
            user.Locale, string.Join(',', user.Roles), ApiTime.Format(user.RegisteredAt), Flag(user.EmailVerifiedAt is not null), Flag(user.IsDisabled),
        ];
        return withHashes ? cells.Append(user.PasswordHash) : cells;
    }

    private static string JsonOf(User user, bool withHashes)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Readable))
        {
            json.WriteStartObject();
            json.WriteNumber("ID", user.Id);
            foreach (var (column, cell) in Columns.Zip(Cells(user, withHashes)).Skip(1))
            {
                if (column is "email_verified" or "disabled")
                {
                    json.WriteBoolean(column, cell == Flag(true));
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

    private static string Flag(bool value) => value ? "true" : "false";

    private static Task WriteAsync(Stream file, string text, CancellationToken cancellationToken) =>
        file.WriteAsync(Encoding.UTF8.GetBytes(text), cancellationToken).AsTask();
}
