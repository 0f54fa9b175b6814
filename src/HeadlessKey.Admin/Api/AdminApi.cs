using HeadlessKey.Access;
using HeadlessKey.Admin.Api.Accounts;
using HeadlessKey.Admin.Api.Bans;
using HeadlessKey.Admin.Api.Configuration;
using HeadlessKey.Admin.Api.Door;
using HeadlessKey.Admin.Api.Extensions;
using HeadlessKey.Admin.Api.Keys;
using HeadlessKey.Admin.Api.LiveSessions;
using HeadlessKey.Admin.Api.Mail;
using HeadlessKey.Admin.Api.Matrix;
using HeadlessKey.Admin.Api.Overview;
using HeadlessKey.Admin.Api.Record;
using HeadlessKey.Admin.Api.Server;
using HeadlessKey.Admin.Api.SignIn;
using HeadlessKey.Admin.Api.SsoSites;
using HeadlessKey.Admin.Api.Webhooks;
using HeadlessKey.Discovery;
using HeadlessKey.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace HeadlessKey.Admin.Api;

/// <summary>The admin API: its services, and its routes under <c>/admin/api/v1</c>.</summary>
internal static class AdminApi
{
    private const string Root = "/admin/api/v1";

    public static void AddAdminApi(this IServiceCollection services)
    {
        if (services.Any(static service => service.ServiceType == typeof(AdminDoor)))
        {
            return; // said twice
        }

        services.AddSingleton(new OwnPath(RestAddress.Admin));
        services.AddSingleton<AdminCookie>();
        services.AddSingleton<OwnOrigin>();
        services.AddSingleton<AdminDoor>();
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
        services.AddOptions<OpenApiOptions>(OpenApiDocument.Name).Configure(AdminDocument.Describe);
    }

    public static void MapAdminApi(this IEndpointRouteBuilder endpoints)
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
