namespace HeadlessKey.Admin.Api;

/// <summary>A user who is named by the way.</summary>
/// <param name="Id">The user's id.</param>
/// <param name="Login">The login; null when there is no such account any more.</param>
internal sealed record UserReference(long Id, string? Login)
{
    public static UserReference? Of(long? id, string? login) => id is { } known ? new UserReference(known, login) : null;
}
