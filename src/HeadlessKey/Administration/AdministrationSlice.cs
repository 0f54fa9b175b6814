using HeadlessKey.Access;
using HeadlessKey.Administration.Configuration;
using HeadlessKey.Administration.Accounts;
using HeadlessKey.Administration.LiveSessions;
using HeadlessKey.Administration.Overview;
using HeadlessKey.Administration.Bans;
using HeadlessKey.Administration.Keys;
using HeadlessKey.Administration.Matrix;
using HeadlessKey.Administration.Mail;
using HeadlessKey.Administration.Server;
using HeadlessKey.Administration.Extensions;
using HeadlessKey.Administration.Record;
using HeadlessKey.Administration.SignIn;
using HeadlessKey.Administration.SsoSites;
using HeadlessKey.Administration.Webhooks;
using HeadlessKey.Authentication;
using HeadlessKey.Http;
using HeadlessKey.Sessions;
using HeadlessKey.Storage;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace HeadlessKey.Administration;

/// <summary>The admin API: its services, and its routes under <c>/admin/api/v1</c>.</summary>
internal static class AdministrationSlice
{
    private const string Root = "/admin/api/v1";

    public static void AddAdministration(this IServiceCollection services)
    {
        services.AddSingleton<AdminCookie>();
        services.AddSingleton<OwnOrigin>();
        services.AddSingleton<AdminDoor>();
        services.AddSingleton<AdminSessionStore>();
        services.AddSingleton<IExpiringRows>(static provider => provider.GetRequiredService<AdminSessionStore>());
        services.AddSingleton<AdminSignInFlow>();
        services.AddSingleton<AdminSessionFlow>();
        services.AddSingleton<SettingsView>();
        services.AddSingleton<OwnLockout>();
        services.AddSingleton<OverviewStore>();
        services.AddSingleton<OverviewView>();
        services.AddSingleton<UserFlow>();
        services.AddSingleton<LiveSessionStore>();
        services.AddSingleton<SessionEndFlow>();
        services.AddSingleton<KeyFlow>();
        services.AddSingleton<TestEmailFlow>();
        services.AddSingleton<StartedAt>();
        services.AddSingleton<HookList>();
        services.ConfigureHttpJsonOptions(static options => options.SerializerOptions.TypeInfoResolverChain.Insert(1, AdminJsonContext.Documented));
    }

    public static void MapAdministration(this IEndpointRouteBuilder endpoints)
    {
        // Guesses at this door count with the other sign-ins of the network.
        AdminSessionEndpoint.MapSignIn(new(endpoints.MapAdminGroup(Root, RateGroup.SignIn)));

        var routes = endpoints.MapAdminGroup(Root, RateGroup.Admin);
        AdminSessionEndpoint.Map(new(routes));
        SettingsEndpoint.Map(new(routes));
        OverviewEndpoint.Map(new(routes));
        UsersEndpoint.Map(new(routes));
        UserChangesEndpoint.Map(new(routes));
        LiveSessionsEndpoint.Map(new(routes));
        KeysEndpoint.Map(new(routes));
        AccessEndpoint.Map(new(routes));
        BansEndpoint.Map(new(routes));
        ActivityEndpoint.Map(new(routes));
        HooksEndpoint.Map(new(routes));
        WebhooksEndpoint.Map(new(routes));
        DeliveriesEndpoint.Map(new(routes));
        SitesEndpoint.Map(new(routes));
        EmailTextsEndpoint.Map(new(routes));
        EmailQueueEndpoint.Map(new(routes));
        SystemEndpoint.Map(new(routes));
        BackupEndpoint.Map(new(routes));
        _ = endpoints.ServiceProvider.GetRequiredService<StartedAt>();
    }
}
