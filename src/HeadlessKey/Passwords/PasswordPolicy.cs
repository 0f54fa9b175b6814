namespace HeadlessKey.Passwords;

/// <summary>Which passwords may be chosen. Length is all that is asked for (NIST SP 800-63B-4, 3.1.1.2): no rules of composition.</summary>
internal static class PasswordPolicy
{
    public const int Shortest = 8; // in code points

    /// <summary>Why the password will not do, as codes; none when it will.</summary>
    public static IReadOnlyList<string> FindFaults(string password)
    {
        var length = password.EnumerateRunes().Count();
        return length < Shortest ? ["too_short"]
            : length > PasswordVerifier.LongestPassword ? ["too_long"]
            : [];
    }
}
