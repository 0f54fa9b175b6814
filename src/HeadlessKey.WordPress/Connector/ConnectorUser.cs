using System.Globalization;
using System.Text.Json.Serialization;
using HeadlessKey.Http;
using HeadlessKey.Roles;
using HeadlessKey.Users;

namespace HeadlessKey.WordPress.Connector;

/// <summary>A person, as the connector describes one.</summary>
internal sealed record ConnectorUser(
    [property: JsonPropertyName("ID")] long Id,
    string UserLogin,
    string UserNicename,
    string UserEmail,
    string DisplayName,
    string FirstName,
    string LastName,
    string Nickname,
    string Locale,
    IReadOnlyList<string> Roles,
    string UserRegistered,
    bool Disabled,
    string Stamp)
{
    private const int LongestLogin = 60;
    private const int StampDigits = 16;

    /// <summary>The row it becomes; null: no such person can be, so somebody talks nonsense.</summary>
    public UserCopy? ToCopy(DateTimeOffset askedAt) =>
        Id <= 0 || UserLogin.Length is 0 or > LongestLogin || UserEmail.Length > UserPolicy.LongestEmail
        || Stamp.Length != StampDigits || !Stamp.All(char.IsAsciiHexDigitLower)
            ? null
            : new UserCopy
            {
                Id = Id,
                Login = UserLogin,
                Nicename = Clean(UserNicename),
                Email = UserEmail,
                DisplayName = Clean(DisplayName),
                FirstName = Clean(FirstName),
                LastName = Clean(LastName),
                Nickname = Clean(Nickname),
                Locale = Clean(Locale),

                // A role of a form that ours cannot have is left out: less is allowed then, never more.
                Roles = [.. Roles.Where(Role.IsValid).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
                RegisteredAt = DateTimeOffset.TryParse(UserRegistered, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) && at > DateTimeOffset.UnixEpoch
                    ? at
                    : DateTimeOffset.UnixEpoch,
                IsDisabled = Disabled,
                Stamp = Stamp,
                AskedAt = askedAt,
            };

    public override string ToString() => $"user {Id}";

    private static string Clean(string text) => CleanText.Cut(text, UserPolicy.LongestName) ?? string.Empty;
}
