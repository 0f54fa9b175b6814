using HeadlessKey.Hooks;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace HeadlessKey;

/// <summary>Refuses hooks that could not be asked, or about whose failure nobody has decided.</summary>
internal sealed class HookOptionsValidator(IConfiguration configuration) : IValidateOptions<HeadlessKeyOptions>
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(100);

    public ValidateOptionsResult Validate(string? name, HeadlessKeyOptions options)
    {
        var checks = new SettingChecks(configuration);
        var hooks = options.Hooks;
        checks.Range("Hooks:Timeout", hooks.Timeout, Shortest, TimeSpan.FromMinutes(1));
        Check(checks, nameof(hooks.Authenticating), hooks.Authenticating);
        Check(checks, nameof(hooks.TokenIssuing), hooks.TokenIssuing);
        Check(checks, nameof(hooks.TokenResponding), hooks.TokenResponding);
        Check(checks, nameof(hooks.Registering), hooks.Registering);
        Check(checks, nameof(hooks.EmailSending), hooks.EmailSending);
        Check(checks, nameof(hooks.SsoMapping), hooks.SsoMapping);
        Check(checks, nameof(hooks.WebhookSending), hooks.WebhookSending);
        return checks.Result;
    }

    private static void Check(SettingChecks checks, string point, HttpHookOptions hook)
    {
        var section = $"Hooks:{point}";
        checks.Range($"{section}:Timeout", hook.Timeout, Shortest, TimeSpan.FromSeconds(10));
        if (hook is { Url: null, Secret: null, OnFailure: null })
        {
            return;
        }

        // Never the address itself: it may have a secret in it.
        if (!SettingChecks.IsWebAddress(hook.Url) || new Uri(hook.Url!).UserInfo.Length > 0)
        {
            checks.Refuse($"{section}:Url", "must be an http or https address without a user name, such as https://hooks.example.com/headlesskey.");
        }

        if (HttpHookSignature.TryReadSecret(hook.Secret) is null)
        {
            checks.Refuse($"{section}:Secret", "must be whsec_ and the base64 of 24 to 64 random bytes. Make one with: echo whsec_$(openssl rand -base64 32)");
        }

        if (hook.OnFailure is not (HttpHookOptions.Deny or HttpHookOptions.Allow))
        {
            checks.Refuse(
                $"{section}:OnFailure",
                "must say what happens when the hook does not answer well: deny (what was asked for is refused) or allow (it goes on without the hook). There is no default.");
        }
    }
}
