namespace HeadlessKey.Passwords;

/// <summary>Why a password will not do: the codes that callers get, which never change.</summary>
internal static class PasswordFault
{
    public const string TooShort = "too_short";
    public const string TooLong = "too_long";

    /// <summary>It is on the list of the most common ones.</summary>
    public const string Common = "common";

    public const string ContainsLogin = "contains_login";
    public const string ContainsEmail = "contains_email";
    public const string ContainsSiteName = "contains_site_name";

    /// <summary>A hook that has a say in it failed.</summary>
    public const string HookFailed = "hook_failed";

    /// <summary>It is known from a leak.</summary>
    public const string Breached = "breached";

    /// <summary>Whether it is known from a leak could not be asked, and the setting says to refuse it then.</summary>
    public const string BreachCheckUnavailable = "breach_check_unavailable";
}
