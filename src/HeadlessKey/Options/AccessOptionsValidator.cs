using System.Buffers;
using HeadlessKey.Access;
using HeadlessKey.Http;
using HeadlessKey.Roles;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace HeadlessKey;

/// <summary>Refuses access rules, rates and cookies that name nothing or would open what is closed.</summary>
internal sealed class AccessOptionsValidator(IConfiguration configuration) : IValidateOptions<HeadlessKeyOptions>
{
    private static readonly SearchValues<char> CookieName =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._");

    public ValidateOptionsResult Validate(string? name, HeadlessKeyOptions options)
    {
        var checks = new SettingChecks(configuration);
        foreach (var (route, rule) in options.Access.Rules)
        {
            CheckRule(route, rule, checks);
        }

        foreach (var (route, networks) in options.Access.Networks)
        {
            CheckRoute($"Access:Networks:{route}", route, checks);
            if (AccessRules.Split(networks).FirstOrDefault(one => !ClientAddress.TryParseNetwork(one, out _)) is { } wrong)
            {
                checks.Refuse($"Access:Networks:{route}", $"has {wrong}; a network is written 10.0.0.0/8, one address 192.0.2.1, and a comma stands between.");
            }
        }

        checks.Range("RateLimits:SignIn", options.RateLimits.SignIn, 0, 1_000_000);
        checks.Range("RateLimits:Accounts", options.RateLimits.Accounts, 0, 1_000_000);
        checks.Range("RateLimits:Sessions", options.RateLimits.Sessions, 0, 1_000_000);
        checks.Range("RateLimits:Admin", options.RateLimits.Admin, 0, 1_000_000);
        checks.Range("RateLimits:Memory", options.RateLimits.Memory, 0, 1_000_000);
        if (options.Admin.Networks.FirstOrDefault(one => !ClientAddress.TryParseNetwork(one, out _)) is { } network)
        {
            checks.Refuse("Admin:Networks", $"has {network}; a network is written 10.0.0.0/8, one address 192.0.2.1.");
        }

        CheckCookie(options, checks);
        checks.Range("Sso:Timeout", options.Sso.Timeout, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30));
        if (options.ForwardAuth.Cookie is { } cookie && (cookie.Length is 0 or > 100 || cookie.AsSpan().IndexOfAnyExcept(CookieName) >= 0))
        {
            checks.Refuse("ForwardAuth:Cookie", "is not the name of a cookie: letters, digits, - . and _.");
        }

        return checks.Result;
    }

    private static void CheckRule(string route, string text, SettingChecks checks)
    {
        var setting = $"Access:Rules:{route}";
        if (CheckRoute(setting, route, checks) is not { } contract)
        {
            return;
        }

        var rule = AccessRule.Parse(text);
        if (rule == AccessRule.Public && contract.NeedsUser)
        {
            checks.Refuse(setting, "is public, but that endpoint is about whoever is signed in.");
        }
        else if (rule.Roles.FirstOrDefault(role => !Role.IsValid(role)) is { } wrong)
        {
            checks.Refuse(setting, $"has \"{wrong}\"; a rule is public, authenticated, off, or role names with commas between them.");
        }
    }

    private static ContractRoute? CheckRoute(string setting, string route, SettingChecks checks)
    {
        var found = ContractRoute.Find(route);
        if (found is null)
        {
            checks.Refuse(setting, $"names no endpoint; there are {string.Join(", ", ContractRoute.All.Select(known => known.Name))}.");
        }

        return found;
    }

    private static void CheckCookie(HeadlessKeyOptions options, SettingChecks checks)
    {
        var cookie = options.RefreshCookie;
        checks.OneOf("RefreshCookie:SameSite", cookie.SameSite, RefreshCookieOptions.Strict, RefreshCookieOptions.Lax, RefreshCookieOptions.None);
        if (cookie is { Enabled: true, SameSite: RefreshCookieOptions.None }
            && options.PublicUrl?.StartsWith("https:", StringComparison.OrdinalIgnoreCase) != true)
        {
            checks.Refuse("RefreshCookie:SameSite", "is none, which browsers take over https only, and HeadlessKey:PublicUrl is not https.");
        }
    }
}
