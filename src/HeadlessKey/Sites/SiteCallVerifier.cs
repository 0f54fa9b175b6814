using System.Globalization;
using System.Text.RegularExpressions;
using HeadlessKey.Secrets;

namespace HeadlessKey.Sites;

/// <summary>Says whether a call really comes from the site that it names, now, and for the first time.</summary>
internal sealed partial class SiteCallVerifier(SsoSiteList sites, SsoUseStore uses, UnsignedCallLog unsigned, TimeProvider time)
{
    /// <summary>How far the two clocks may be apart, and how long a nonce is remembered on either side of now.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromSeconds(60);

    // In the place of the secret of a site that is not there: it costs the same to find out.
    private readonly string nobodysSecret = RandomId.Secret();

    /// <summary>Looks at a call.</summary>
    /// <param name="call">What it carries.</param>
    /// <param name="subject">What was signed along with time and nonce.</param>
    /// <param name="plain">What may be signed alone, where the site's entry does not ask for time and nonce; null: nothing.</param>
    public async Task<SiteCallResult> VerifyAsync(SiteCall call, string subject, string? plain = null)
    {
        var site = sites.Find(call.SiteKey);
        var isTimed = call is { Timestamp: not null, Nonce: not null };
        var secret = site?.Secret ?? nobodysSecret;
        var expected = isTimed || plain is null
            ? SiteSignature.Of(secret, call.SiteKey, call.Timestamp ?? string.Empty, call.Nonce ?? string.Empty, subject)
            : SiteSignature.Of(secret, plain);

        // Before anything else is said or done: who cannot sign learns nothing, and leaves nothing behind.
        if (!SiteSignature.IsSame(expected, call.Signature) || site is null)
        {
            var fault = site is null ? "unknown_site" : "wrong_signature";
            unsigned.Note(site, fault);
            return new SiteCallResult.Refused(site, fault) { IsSigned = false };
        }

        if (site.IsDisabled)
        {
            return new SiteCallResult.Refused(site, "site_disabled");
        }

        if (!isTimed)
        {
            return plain is null || site.RequiresNonce || call.Timestamp is not null || call.Nonce is not null
                ? new SiteCallResult.Refused(site, "nonce_missing")
                : new SiteCallResult.Genuine(site);
        }

        return await FindTimeFaultAsync(site, call) is { } reason ? new SiteCallResult.Refused(site, reason) : new SiteCallResult.Genuine(site);
    }

    private async Task<string?> FindTimeFaultAsync(SsoSite site, SiteCall call)
    {
        var now = time.GetUtcNow();
        if (!long.TryParse(call.Timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            || Math.Abs((decimal)seconds - now.ToUnixTimeSeconds()) > (decimal)Window.TotalSeconds)
        {
            return "wrong_time";
        }

        if (!NoncePattern.IsMatch(call.Nonce!))
        {
            return "nonce_form";
        }

        // Remembered until the latest moment at which the same call could still be in time.
        var expiresAt = DateTimeOffset.FromUnixTimeSeconds(seconds) + Window + TimeSpan.FromSeconds(1);
        return await uses.TryUseNonceAsync(site.Key, call.Nonce!, expiresAt) ? null : "nonce_used";
    }

    [GeneratedRegex(@"^[A-Za-z0-9._~+/=-]{8,128}\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NoncePattern { get; }
}
