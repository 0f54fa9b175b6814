using HeadlessKey.Directory;
using HeadlessKey.Sessions;
using HeadlessKey.Users;

namespace HeadlessKey.Admin.Api.SignIn;

/// <summary>How the sign-in of an administrator ended.</summary>
internal abstract record AdminSignInResult
{
    internal sealed record SignedIn(User User, AdminSession Session, string Secret) : AdminSignInResult
    {
        public override string ToString() => nameof(SignedIn); // never the secret
    }

    internal sealed record Refused(SignInRefusal Why) : AdminSignInResult;
}
