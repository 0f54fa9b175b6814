using System.Globalization;
using System.Text.Json;
using HeadlessKey.Http;
using HeadlessKey.Tokens;
using HeadlessKey.Users;

namespace HeadlessKey.Sso;

/// <summary>What the other side says of somebody (its <c>GET /me</c>), cleaned and cut.</summary>
internal sealed record RemoteProfile
{
    private static readonly string[] IdNames = ["ID", "id", "sub"];

    public string? Login { get; init; }

    /// <summary>The address, if it is one.</summary>
    public string? Email { get; init; }

    public bool EmailVerified { get; init; }

    public string? DisplayName { get; init; }

    public required IReadOnlyList<string> Roles { get; init; }

    /// <summary>The profile, or null when it is somebody else's than the token says: every id that it has must be the subject.</summary>
    public static RemoteProfile? Read(JsonElement root, string subject)
    {
        string[] ids = [.. IdNames.Where(name => root.TryGetProperty(name, out _)).Select(name => IdOf(root, name))];
        if (ids.Length == 0 || !ids.All(id => string.Equals(id, subject, StringComparison.Ordinal)))
        {
            return null;
        }

        var email = JwtPart.Text(root, "user_email")?.Trim();
        return new RemoteProfile
        {
            Login = JwtPart.Text(root, "user_login"),
            Email = email is not null && UserPolicy.FindEmailFault(email) is null && CleanText.Cut(email, UserPolicy.LongestEmail) == email ? email : null,
            EmailVerified = root.TryGetProperty("email_verified", out var verified) && verified.ValueKind == JsonValueKind.True,
            DisplayName = CleanText.Cut(JwtPart.Text(root, "display_name"), UserPolicy.LongestName)?.Trim(),
            Roles = (root.TryGetProperty("roles", out _) ? JwtPart.Texts(root, "roles") : null) ?? [],
        };
    }

    private static string IdOf(JsonElement root, string name) =>
        JwtPart.Text(root, name) ?? JwtPart.Integer(root, name)?.ToString(CultureInfo.InvariantCulture) ?? string.Empty;
}
