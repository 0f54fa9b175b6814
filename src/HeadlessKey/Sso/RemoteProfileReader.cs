using System.Globalization;
using System.Net.Http.Headers;
using HeadlessKey.Authentication;
using HeadlessKey.Secrets;
using HeadlessKey.Sites;
using Microsoft.Extensions.Logging;

namespace HeadlessKey.Sso;

/// <summary>
/// Asks the other side for the profile behind a token, with the token itself: so it also says whether the token still is good there. Signed,
/// if that side knows us, for it to remember that the session was brought here and to tell us when it ends.
/// </summary>
internal sealed partial class RemoteProfileReader(RemoteDocumentReader documents, TimeProvider time, ILogger<RemoteProfileReader> logger)
{
    private const int LongestProfile = 64 * 1024;

    /// <summary>The profile, or a code for the record.</summary>
    public async Task<(RemoteProfile? Profile, string? Reason)> ReadAsync(
        SsoSite site, string text, RemoteToken token, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, site.UserinfoUrl);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", text);
        if (site.KnownAs is { } ourKey)
        {
            Sign(request.Headers, site, ourKey, text);
        }

        var (document, fault) = await documents.ReadAsync(request, LongestProfile, cancellationToken);
        using (document)
        {
            if (document is null)
            {
                Log.Failed(logger, site.Key, fault!);
                return (null, "profile_missing");
            }

            return RemoteProfile.Read(document.RootElement, token.Subject) is { } profile ? (profile, null) : (null, "profile_of_another");
        }
    }

    private void Sign(HttpRequestHeaders headers, SsoSite site, string ourKey, string text)
    {
        var timestamp = time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var nonce = RandomId.Handle();
        headers.Add(SiteCallHeaders.Site, ourKey);
        headers.Add(SiteCallHeaders.Timestamp, timestamp);
        headers.Add(SiteCallHeaders.Nonce, nonce);
        headers.Add(SiteCallHeaders.Signature, SiteSignature.Of(site.Secret, ourKey, timestamp, nonce, SiteSignature.Userinfo(text)));
    }

    private static partial class Log
    {
        [LoggerMessage(LogIds.SiteProfileFailed, LogLevel.Warning, "The site {Site} did not answer for a profile: {Fault}")]
        public static partial void Failed(ILogger logger, string site, string fault);
    }
}
