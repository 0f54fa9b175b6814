using HeadlessKey.Deliveries;
using HeadlessKey.Sessions;
using HeadlessKey.Sites;
using HeadlessKey.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace HeadlessKey.Sso;

/// <summary>Signing in between sites.</summary>
internal static class SsoSlice
{
    public static void AddSso(this IServiceCollection services)
    {
        services.AddSingleton<SsoExchangeFlow>();
        services.AddSingleton<SsoLinksFlow>();
        services.AddSingleton<SsoLogoutFlow>();
        services.AddSingleton<RemoteIdentityProof>();
        services.AddSingleton<RemoteTokenVerifier>();
        services.AddSingleton<RemoteKeys>();
        services.AddSingleton<RemoteProfileReader>();
        services.AddSingleton<RemoteDocumentReader>();
        services.AddSingleton<PersonMapping>();
        services.AddSingleton<RemoteTokenUse>();
        services.AddSingleton<SsoPeople>();
        services.AddSingleton<ProvisionedAccount>();
        services.AddSingleton<SsoLinkStore>();
        services.AddSingleton<LinkNotice>();

        services.AddSingleton<SiteRegistry>();
        services.AddSingleton<SiteCallVerifier>();
        services.AddSingleton<UnsignedCallLog>();
        services.AddSingleton<SsoSiteStore>();
        services.AddSingleton<SsoSiteList>();
        services.AddSingleton<IReplica>(static provider => provider.GetRequiredService<SsoSiteList>());
        services.AddSingleton<SsoUseStore>();
        services.AddExpiring<SsoUseStore>();
        services.AddSingleton<SsoSessionStore>();
        services.AddExpiring<SsoSessionStore>();

        services.AddSingleton<SiteVisit>();
        services.AddSingleton<SsoParticipantStore>();
        services.AddSingleton<ISessionEndListener, LogoutNotice>();
        services.AddSingleton<IDeliveryChannel, LogoutChannel>();
    }
}
