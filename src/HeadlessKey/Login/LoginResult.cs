using HeadlessKey.Directory;
using HeadlessKey.Tokens;

namespace HeadlessKey.Login;

/// <summary>How a sign-in ended.</summary>
internal abstract record LoginResult
{
    internal sealed record SignedIn(Grant Grant) : LoginResult;

    internal sealed record Refused(SignInRefusal Why) : LoginResult;
}
