namespace HeadlessKey.Users;

/// <summary>The profile fields to change; null leaves one as it is.</summary>
internal sealed record ProfileChange(string? DisplayName, string? FirstName, string? LastName, string? Nickname, string? Locale)
{
    /// <summary>The names of the fields that would change.</summary>
    public IEnumerable<string> FieldsChangedIn(User user) =>
        new (string Name, string? Given, string Was)[]
        {
            ("display_name", DisplayName, user.DisplayName),
            ("first_name", FirstName, user.FirstName),
            ("last_name", LastName, user.LastName),
            ("nickname", Nickname, user.Nickname),
            ("locale", Locale, user.Locale),
        }.Where(field => field.Given is { } given && !string.Equals(given, field.Was, StringComparison.Ordinal)).Select(field => field.Name);
}
