using HeadlessKey.Email;
using HeadlessKey.Roles;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace HeadlessKey;

/// <summary>Refuses settings of registration, passwords and mail that would lock people out or let them too far in.</summary>
internal sealed class AccountOptionsValidator(IConfiguration configuration) : IValidateOptions<HeadlessKeyOptions>
{
    public ValidateOptionsResult Validate(string? name, HeadlessKeyOptions options)
    {
        var checks = new SettingChecks(configuration);
        checks.Range("SiteName", options.SiteName?.Trim().Length ?? 1, 1, 60);
        CheckPasswords(options.Passwords, checks);
        CheckLockout(options.Lockout, checks);
        CheckRegistration(options, checks);
        CheckEmail(options.Email, checks);
        CheckActivityLog(options.ActivityLog, checks);
        checks.WebAddress("Links:ResetPassword", options.Links.ResetPassword);
        checks.WebAddress("Links:VerifyEmail", options.Links.VerifyEmail);
        checks.WebAddress("Links:Register", options.Links.Register);
        return checks.Result;
    }

    private static void CheckPasswords(PasswordOptions passwords, SettingChecks checks)
    {
        checks.Range("Passwords:MinimumLength", passwords.MinimumLength, 8, 64);
        checks.OneOf("Passwords:BreachCheck", passwords.BreachCheck, PasswordOptions.Off, PasswordOptions.FailOpen, PasswordOptions.FailClosed);
        checks.WebAddress("Passwords:BreachCheckUrl", passwords.BreachCheckUrl);
    }

    private static void CheckLockout(LockoutOptions lockout, SettingChecks checks)
    {
        checks.Range("Lockout:Threshold", lockout.Threshold, 1, 100_000);
        checks.Range("Lockout:NetworkThreshold", lockout.NetworkThreshold, 1, 100_000);
        checks.Range("Lockout:LoginThreshold", lockout.LoginThreshold, 1, 100_000);
        checks.Range("Lockout:Window", lockout.Window, TimeSpan.FromMinutes(1), TimeSpan.FromDays(1));
        checks.Range("Lockout:FirstLock", lockout.FirstLock, TimeSpan.FromMinutes(1), TimeSpan.FromDays(1));
        checks.Range("Lockout:LongestLock", lockout.LongestLock, TimeSpan.FromMinutes(1), TimeSpan.FromDays(30));
        if (lockout.LongestLock < lockout.FirstLock)
        {
            checks.Refuse("Lockout:LongestLock", $"is {lockout.LongestLock}, shorter than HeadlessKey:Lockout:FirstLock.");
        }
    }

    private static void CheckRegistration(HeadlessKeyOptions options, SettingChecks checks)
    {
        var registration = options.Registration;
        checks.OneOf("Registration:Mode", registration.Mode, RegistrationOptions.Open, RegistrationOptions.ByInvitation, RegistrationOptions.Closed);
        checks.OneOf(
            "Registration:EmailVerification", registration.EmailVerification, RegistrationOptions.Off, RegistrationOptions.Optional, RegistrationOptions.Required);
        checks.Range("Registration:InvitationLifetime", registration.InvitationLifetime, TimeSpan.FromHours(1), TimeSpan.FromDays(90));
        if (registration.DefaultRole == Role.Administrator || !Role.IsValid(registration.DefaultRole))
        {
            checks.Refuse("Registration:DefaultRole", $"is {registration.DefaultRole}; it must be a role name, and not {Role.Administrator}: anybody who registers would get it.");
        }

        foreach (var (setting, domains) in new[] { ("AllowedDomains", registration.AllowedDomains), ("RefusedDomains", registration.RefusedDomains) })
        {
            if (domains.FirstOrDefault(domain => domain.Contains('@', StringComparison.Ordinal) || Uri.CheckHostName(WithoutStar(domain)) != UriHostNameType.Dns) is { } wrong)
            {
                checks.Refuse($"Registration:{setting}", $"has {wrong}; a domain is written example.com, and *.example.com for all below it.");
            }
        }

        if (options.Email.Transport != EmailOptions.NoTransport)
        {
            return;
        }

        if (registration.Private)
        {
            checks.Refuse("Registration:Private", "is on, but HeadlessKey:Email:Transport is none: the account is made by a mailed link.");
        }
        else if (registration.EmailVerification == RegistrationOptions.Required)
        {
            checks.Refuse("Registration:EmailVerification", "is required, but HeadlessKey:Email:Transport is none: nobody could ever sign in.");
        }
    }

    private static void CheckEmail(EmailOptions email, SettingChecks checks)
    {
        checks.OneOf("Email:Transport", email.Transport, EmailOptions.FileTransport, EmailOptions.SmtpTransport, EmailOptions.NoTransport);
        checks.OneOf("Email:Smtp:Security", email.Smtp.Security, SmtpOptions.StartTls, SmtpOptions.ImplicitTls, SmtpOptions.Plain);
        checks.Range("Email:Smtp:Port", email.Smtp.Port ?? 25, 1, 65_535);
        checks.Range("Email:Smtp:Timeout", email.Smtp.Timeout, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5));
        if (email.Transport == EmailOptions.SmtpTransport && string.IsNullOrWhiteSpace(email.Smtp.Host))
        {
            checks.Refuse("Email:Smtp:Host", "is needed: HeadlessKey:Email:Transport is smtp.");
        }

        if (email is { Transport: EmailOptions.SmtpTransport, Smtp: { Security: SmtpOptions.Plain, Username: { Length: > 0 }, Host: { } host } }
            && !IsThisMachine(host))
        {
            checks.Refuse("Email:Smtp:Security", $"is none, but the password would travel to {host}: set it to starttls or tls.");
        }

        if (email.From is { } from && MailboxAddress.Parse(from) is null)
        {
            checks.Refuse("Email:From", $"is {from}; it must be an e-mail address, such as no-reply@example.com.");
        }
    }

    private static void CheckActivityLog(ActivityLogOptions log, SettingChecks checks)
    {
        checks.OneOf("ActivityLog:Addresses", log.Addresses, ActivityLogOptions.Full, ActivityLogOptions.Masked, ActivityLogOptions.None);
        if (log.KeepFor != TimeSpan.Zero)
        {
            checks.Range("ActivityLog:KeepFor", log.KeepFor, TimeSpan.FromDays(1), TimeSpan.FromDays(36_500));
        }

        if (log.AnchorEvery != TimeSpan.Zero)
        {
            checks.Range("ActivityLog:AnchorEvery", log.AnchorEvery, TimeSpan.FromMinutes(1), TimeSpan.FromDays(365));
        }
    }

    private static bool IsThisMachine(string host) => Uri.TryCreate($"smtp://{host}", UriKind.Absolute, out var url) && url.IsLoopback;

    private static string WithoutStar(string domain) => domain.StartsWith("*.", StringComparison.Ordinal) ? domain[2..] : domain;
}
