using System.Globalization;
using HeadlessKey.Http;
using HeadlessKey.Passwords;
using HeadlessKey.Passwords.Formats;
using HeadlessKey.Roles;
using HeadlessKey.Users;

namespace HeadlessKey.Directory.Transfer;

/// <summary>Which rows can become accounts, and what of them is taken over.</summary>
internal sealed class ImportPolicy(PasswordHasher hasher, TimeProvider time)
{
    private const int MostOwnRounds = 2_000_000;
    private static readonly TimeSpan ShortLockout = TimeSpan.FromDays(1);

    // What nothing matches needs no salt of its own: it is the same for all rows without a password.
    private readonly string nothing = hasher.Unmatchable();

    public (ImportedUser? User, ImportOutcome.Refused? Refused) Read(ImportRow row, ImportSettings settings)
    {
        if (row.Cells is null)
        {
            return (null, new ImportOutcome.Refused(row.Number, string.Empty, "row", "The row has not as many cells as the first line, or is no object."));
        }

        var (login, email) = (row[ImportColumn.Login], row[ImportColumn.Email]);
        string[] roles = settings.KeepRoles && RolesOf(row) is { Length: > 0 } own ? own : [.. settings.Roles];
        var stored = row[ImportColumn.PasswordHash];
        var (reason, text) = UserPolicy.FindLoginFault(login, email) is { } loginFault ? ("login", loginFault.English)
            : UserPolicy.FindEmailFault(email) is { } emailFault ? ("email", emailFault.English)
            : Array.Find(roles, role => !Role.IsValid(role)) is { } role ? ("role", Messages.RoleForm(role).English)
            : FindHashFault(stored);
        return reason is null
            ? (Take(row, login, email, stored, roles, settings), null)
            : (null, new ImportOutcome.Refused(row.Number, CleanText.Cut(login, UserPolicy.LongestLogin) ?? string.Empty, reason, text!));
    }

    private (string? Reason, string? Text) FindHashFault(string stored)
    {
        if (stored.Length == 0)
        {
            return (null, null);
        }

        return StoredHash.TryRead(stored) switch
        {
            null => ("hash_unknown", "The password hash is of no known form."),
            { IsTooDear: true } => ("hash_too_dear", "To check the password hash would cost too much."),
            Pbkdf2Hash { Iterations: var rounds } when rounds > Math.Max(MostOwnRounds, hasher.Iterations) => ("hash_too_dear", "To check the password hash would cost too much."),
            { IsSupported: false } => ("hash_unsupported", "This machine has no libcrypt.so.1, which bcrypt needs."),
            _ => (null, null),
        };
    }

    private ImportedUser Take(ImportRow row, string login, string email, string stored, string[] roles, ImportSettings settings)
    {
        var now = time.GetUtcNow();
        return new ImportedUser
        {
            Row = row.Number,
            OldId = row[ImportColumn.Id],
            Login = login,
            Email = email,
            DisplayName = Name(row, ImportColumn.DisplayName) is { Length: > 0 } shown ? shown : login,
            FirstName = Name(row, ImportColumn.FirstName),
            LastName = Name(row, ImportColumn.LastName),
            Nickname = Name(row, ImportColumn.Nickname) is { Length: > 0 } nick ? nick : login,
            Locale = LocalePolicy.FindFault(row[ImportColumn.Locale]) is null ? row[ImportColumn.Locale] : string.Empty,
            PasswordHash = stored.Length == 0 ? nothing : stored,
            HasPassword = stored.Length > 0,
            RegisteredAt = TimeOf(row[ImportColumn.Registered]) is { } since && since > DateTimeOffset.UnixEpoch && since < now ? since : now,
            EmailVerified = settings.Verified ?? (!row.Has(ImportColumn.EmailVerified) || IsTrue(row[ImportColumn.EmailVerified])),
            Disabled = IsTrue(row[ImportColumn.Disabled]) || TimeOf(row[ImportColumn.LockoutEnd]) > now + ShortLockout,
            Roles = roles,
        };
    }

    private static string[] RolesOf(ImportRow row) =>
        [.. PhpRoles.Of(row[ImportColumn.Roles]).Concat(PhpRoles.Of(row[ImportColumn.Capabilities])).Distinct(StringComparer.Ordinal)];

    private static string Name(ImportRow row, ImportColumn column) => CleanText.Cut(row[column], UserPolicy.LongestName) ?? string.Empty;

    private static bool IsTrue(string text) => text.ToUpperInvariant() is "TRUE" or "T" or "1" or "YES";

    private static DateTimeOffset? TimeOf(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time
            : null;
}
