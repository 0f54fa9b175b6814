namespace HeadlessKey.Passwords;

/// <summary>Which passwords may be chosen. Length is what counts (NIST SP 800-63B-4, 3.1.1.2): no rules of composition.</summary>
internal sealed class PasswordPolicy(HeadlessKeyOptions options)
{
    /// <summary>The least length, in code points.</summary>
    public int Shortest => options.Passwords.MinimumLength;

    /// <summary>
    /// Why the password will not do, as codes; none when it will. Without a login and an address, only what holds for everybody is
    /// looked at.
    /// </summary>
    public Task<IReadOnlyList<string>> FindFaultsAsync(string password, string? login, string? email, CancellationToken cancellationToken)
    {
        _ = (login, email, cancellationToken);
        var length = password.EnumerateRunes().Count();
        return Task.FromResult<IReadOnlyList<string>>(
            length < Shortest ? ["too_short"]
            : length > PasswordVerifier.LongestPassword ? ["too_long"]
            : []);
    }
}
