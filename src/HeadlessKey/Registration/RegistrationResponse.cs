using HeadlessKey.Tokens;
using HeadlessKey.Users;

namespace HeadlessKey.Registration;

/// <summary>
/// What <c>/register</c> answers: the account and its first session. Without a session when the address must be proven first; in private
/// mode without the account, too.
/// </summary>
/// <param name="UserId">The new user's id; null: not told.</param>
/// <param name="User">The new user; null: not told.</param>
/// <param name="TokenResponse">What a sign-in answers; null: the address must be proven first.</param>
/// <param name="VerificationRequired">Whether the address must be proven first, by the mail that was sent.</param>
internal sealed record RegistrationResponse(
    long? UserId, UserResponse? User, TokenResponse<UserResponse>? TokenResponse, bool VerificationRequired)
{
    /// <summary>The answer of private mode: the same for everybody.</summary>
    public static RegistrationResponse Deferred { get; } = new(UserId: null, User: null, TokenResponse: null, VerificationRequired: true);

    public static RegistrationResponse Of(User user) => new(user.Id, UserResponse.Of(user), TokenResponse: null, VerificationRequired: true);

    public static RegistrationResponse Of(Grant grant, DateTimeOffset now, bool inCookie)
    {
        var user = UserResponse.Of(grant.User);
        return new(grant.User.Id, user, Tokens.TokenResponse.Of(grant, user, now, inCookie), VerificationRequired: false);
    }
}
