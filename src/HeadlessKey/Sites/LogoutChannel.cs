using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using HeadlessKey.Deliveries;
using HeadlessKey.Secrets;
using HeadlessKey.Storage;

namespace HeadlessKey.Sites;

/// <summary>How a site is told that a session has ended which was taken there: signed anew at every try, so that each is in time and the only one of its kind.</summary>
internal sealed class LogoutChannel(SsoSiteList sites, DeliveryLogStore log, Database database, TimeProvider time) : IDeliveryChannel
{
    public const string ChannelName = "sso";

    public string Name => ChannelName;

    public Task<HttpRequestMessage?> CreateRequestAsync(Delivery delivery, string body, CancellationToken cancellationToken)
    {
        if (sites.Find(delivery.Target.Id) is not { IsDisabled: false, LogoutUrl: { } url, KnownAs: { } ourKey } site)
        {
            return Task.FromResult<HttpRequestMessage?>(null);
        }

        var timestamp = time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var nonce = RandomId.Handle();
        var call = new JsonObject
        {
            ["site_key"] = ourKey,
            ["session"] = body,
            ["timestamp"] = timestamp,
            ["nonce"] = nonce,
            ["signature"] = SiteSignature.Of(site.Secret, ourKey, timestamp, nonce, SiteSignature.Logout(body)),
        };
        return Task.FromResult<HttpRequestMessage?>(new HttpRequestMessage(HttpMethod.Post, url)
        {
            Content = new StringContent(call.ToJsonString(), Encoding.UTF8, new MediaTypeHeaderValue("application/json")),
        });
    }

    /// <summary>It has heard nothing for days: what waits for it would be stale. Its entry stays; what ends later is tried again.</summary>
    public Task EndTargetAsync(string targetId, string reason) =>
        database.WriteAsync(async transaction =>
        {
            await log.AbandonAsync(transaction, new DeliveryTarget(ChannelName, targetId), reason);
            return true;
        });
}
