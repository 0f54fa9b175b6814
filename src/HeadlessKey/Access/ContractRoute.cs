namespace HeadlessKey.Access;

/// <summary>A route of the contract, by the name that settings and documents use.</summary>
/// <param name="Name">The name.</param>
/// <param name="Group">With which others its requests are counted.</param>
/// <param name="NeedsUser">Whether it is about whoever is signed in, so that it cannot be public.</param>
internal sealed record ContractRoute(string Name, RateGroup Group, bool NeedsUser = false)
{
    public static IReadOnlyList<ContractRoute> All { get; } =
    [
        new("token", RateGroup.SignIn),
        new("login", RateGroup.SignIn),
        new("validate", RateGroup.Memory),
        new("refresh", RateGroup.Sessions),
        new("revoke", RateGroup.Sessions),
        new("listSessions", RateGroup.Sessions, NeedsUser: true),
        new("endSession", RateGroup.Sessions, NeedsUser: true),
        new("endOtherSessions", RateGroup.Sessions, NeedsUser: true),
        new("register", RateGroup.Accounts),
        new("verifyEmail", RateGroup.Accounts),
        new("resendVerification", RateGroup.Accounts),
        new("forgotPassword", RateGroup.Accounts),
        new("resetPassword", RateGroup.Accounts),
        new("changePassword", RateGroup.Accounts, NeedsUser: true),
        new("me", RateGroup.Accounts, NeedsUser: true),
        new("changeMe", RateGroup.Accounts, NeedsUser: true),
        new("ssoExchange", RateGroup.SignIn),
        new("ssoLogout", RateGroup.SignIn),
        new("listSsoLinks", RateGroup.Accounts, NeedsUser: true),
        new("addSsoLink", RateGroup.Accounts, NeedsUser: true),
        new("removeSsoLink", RateGroup.Accounts, NeedsUser: true),
        new("verify", RateGroup.Memory),
        new("index", RateGroup.Memory),
        new("jwks", RateGroup.Memory),
    ];

    public static ContractRoute? Find(string name) =>
        All.FirstOrDefault(route => string.Equals(route.Name, name, StringComparison.OrdinalIgnoreCase));
}
