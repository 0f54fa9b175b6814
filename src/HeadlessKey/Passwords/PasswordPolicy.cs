using HeadlessKey.Hooks;

namespace HeadlessKey.Passwords;

/// <summary>
/// Which passwords may be chosen. Length is what counts, and that nobody would guess it among the first (NIST SP 800-63B-4, 3.1.1.2):
/// no rules of composition.
/// </summary>
internal sealed class PasswordPolicy(HeadlessKeyOptions options, HookChain<PasswordChoosing> hooks, BreachedPasswords breached)
{
    private readonly FromSettings<PersonalWords> site = new(options, static latest => PersonalWords.OfSite(latest.SiteName, latest.PublicUrl));

    /// <summary>The least length, in code points.</summary>
    public int Shortest => options.Passwords.MinimumLength;

    /// <summary>
    /// Why the password will not do, as codes; none when it will. Without a login and an address, only what holds for everybody is
    /// looked at.
    /// </summary>
    public async Task<IReadOnlyList<string>> FindFaultsAsync(string password, string? login, string? email, CancellationToken cancellationToken)
    {
        // What can be told here decides first: a password that is refused anyway is asked about nowhere.
        IReadOnlyList<string> faults = [.. FindOwnFaults(password, login, email)];
        if (faults.Count == 0 && hooks.Any)
        {
            faults = await AskHooksAsync(new PasswordChoosing(password, login, email), cancellationToken);
        }

        return faults.Count > 0 || options.Passwords.BreachCheck == PasswordOptions.Off
            ? faults
            : await FindBreachAsync(password, cancellationToken);
    }

    private IEnumerable<string> FindOwnFaults(string password, string? login, string? email)
    {
        var length = password.EnumerateRunes().Count();
        if (length < Shortest)
        {
            yield return PasswordFault.TooShort;
        }

        if (length > PasswordVerifier.LongestPassword)
        {
            yield return PasswordFault.TooLong;
        }

        if (CommonPasswords.Contains(password))
        {
            yield return PasswordFault.Common;
        }

        if (PersonalWords.OfLogin(login).AreIn(password))
        {
            yield return PasswordFault.ContainsLogin;
        }

        if (PersonalWords.OfEmail(email).AreIn(password))
        {
            yield return PasswordFault.ContainsEmail;
        }

        if (site.Value.AreIn(password))
        {
            yield return PasswordFault.ContainsSiteName;
        }
    }

    private async Task<IReadOnlyList<string>> AskHooksAsync(PasswordChoosing point, CancellationToken cancellationToken) =>
        await hooks.RunAsync(point, cancellationToken) is null ? point.Reasons : [PasswordFault.HookFailed];

    private async Task<IReadOnlyList<string>> FindBreachAsync(string password, CancellationToken cancellationToken) =>
        await breached.FindAsync(password, cancellationToken) switch
        {
            BreachCheck.Known => [PasswordFault.Breached],
            BreachCheck.Unavailable when options.Passwords.BreachCheck == PasswordOptions.FailClosed => [PasswordFault.BreachCheckUnavailable],
            _ => [],
        };
}
