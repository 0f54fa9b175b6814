namespace HeadlessKey.Tokens;

/// <summary>What leads to a grant, as hooks are told.</summary>
internal static class GrantOccasion
{
    public const string Login = "login";
    public const string Refresh = "refresh";
    public const string Registration = "registration";
    public const string Sso = "sso";
}
