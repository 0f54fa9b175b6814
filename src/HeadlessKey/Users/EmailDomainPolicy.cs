using HeadlessKey.Http;

namespace HeadlessKey.Users;

/// <summary>Which domains an address may be of.</summary>
internal static class EmailDomainPolicy
{
    /// <summary>Why an address of that domain will not do, or null. What is refused wins over what is allowed.</summary>
    public static Text? FindDomainFault(string email, RegistrationOptions registration)
    {
        var domain = email[(email.LastIndexOf('@') + 1)..];
        return registration.RefusedDomains.Any(pattern => Matches(domain, pattern))
            || (registration.AllowedDomains.Count > 0 && !registration.AllowedDomains.Any(pattern => Matches(domain, pattern)))
                ? Messages.EmailDomainRefused
                : null;
    }

    private static bool Matches(string domain, string pattern) => pattern.StartsWith("*.", StringComparison.Ordinal)
        ? domain.EndsWith(pattern[1..], StringComparison.OrdinalIgnoreCase)
        : string.Equals(domain, pattern, StringComparison.OrdinalIgnoreCase);
}
