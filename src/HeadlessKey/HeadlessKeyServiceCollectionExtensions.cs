using System.Diagnostics.CodeAnalysis;
using HeadlessKey;
using HeadlessKey.Access;
using HeadlessKey.ActivityLog;
using HeadlessKey.Authentication;
using HeadlessKey.Backup;
using HeadlessKey.Deliveries;
using HeadlessKey.Directory;
using HeadlessKey.Discovery;
using HeadlessKey.Doctor;
using HeadlessKey.Email;
using HeadlessKey.Events;
using HeadlessKey.Hooks;
using HeadlessKey.Http;
using HeadlessKey.Lockout;
using HeadlessKey.Login;
using HeadlessKey.Outbound;
using HeadlessKey.OwnSessions;
using HeadlessKey.PasswordChange;
using HeadlessKey.PasswordRecovery;
using HeadlessKey.Passwords;
using HeadlessKey.Profile;
using HeadlessKey.Refresh;
using HeadlessKey.Registration;
using HeadlessKey.Revocation;
using HeadlessKey.Sessions;
using HeadlessKey.Settings;
using HeadlessKey.Setup;
using HeadlessKey.SigningKeys;
using HeadlessKey.Sso;
using HeadlessKey.Storage;
using HeadlessKey.Tokens;
using HeadlessKey.Users;
using HeadlessKey.Webhooks;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds HeadlessKey to a host.</summary>
public static class HeadlessKeyServiceCollectionExtensions
{
    /// <summary>
    /// Adds everything but the database: choose one on the builder that this returns, with <c>UseSqlite()</c> or
    /// <c>UsePostgreSql()</c>. Settings come from the configuration section <c>HeadlessKey</c>, then from <paramref name="configure"/>.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configure">Sets options in code, over the configuration.</param>
    /// <returns>The builder that chooses the database.</returns>
    public static HeadlessKeyBuilder AddHeadlessKey(this IServiceCollection services, Action<HeadlessKeyOptions>? configure = null)
    {
        services.AddSettings(configure);
        services.AddStoredSettings();

        // HTTP
        services.AddHttp();

        // Access
        services.AddSingleton(static provider => new FromSettings<AccessRules>(
            provider.GetRequiredService<HeadlessKeyOptions>(), static latest => new AccessRules(latest.Access)));
        services.AddSingleton<RequestRates>();
        services.AddSingleton<RouteGuard>();

        // Flows
        services.AddSingleton<LoginFlow>();
        services.AddSingleton<RefreshFlow>();
        services.AddSingleton<RevocationFlow>();
        services.AddRegistration();
        services.AddSingleton<OwnSessionsFlow>();
        services.AddSingleton<SetupFlow>();
        services.AddPasswordRecovery();
        services.AddSingleton<PasswordChangeFlow>();
        services.AddProfile();
        services.AddSso();
        services.AddDoctor();
        services.AddBackup();

        // Capabilities
        services.AddDirectory();
        services.AddPasswords();
        services.AddTokens();
        services.AddActivityLog();

        // Nouns
        services.AddSingleton<UserStore>();
        services.AddSingleton<UserSearchStore>();
        services.AddSingleton<UserCopyStore>();
        services.AddSingleton<EmailVerificationStore>();
        services.AddSingleton<VerificationLimitStore>();
        services.AddSingleton<InvitationStore>();
        services.AddSingleton<RecoveryStore>();
        services.AddSingleton<RecoveryLimitStore>();
        services.AddSingleton<PasswordHashStore>();
        services.AddSingleton<SessionStore>();
        services.AddSingleton<AdminSessionStore>();
        services.AddLockout();
        services.AddSingleton<SetupLinkStore>();
        services.AddSigningKeys();
        services.AddSingleton<SecurityEventLog>();
        services.AddSingleton<RecordedEventStore>();
        services.TryAddSingleton(new NamelessActor(ActorKind.Server));
        services.AddHooks();
        services.AddEmail();
        services.AddDeliveries();
        services.AddWebhooks();
        services.AddExpiry();

        // Ground
        services.AddStorage();
        services.AddOutbound();
        return new HeadlessKeyBuilder(services);
    }

    private static void AddSettings(this IServiceCollection services, Action<HeadlessKeyOptions>? configure)
    {
        services.AddSingleton<SettingsBinder>();
        services.AddSingleton<IConfigureOptions<HeadlessKeyOptions>>(static provider => provider.GetRequiredService<SettingsBinder>());
        services.AddOptions<HeadlessKeyOptions>()
            .Configure(configure ?? (static _ => { }))
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<HeadlessKeyOptions>, HeadlessKeyOptionsValidator>();
        services.AddSingleton<IValidateOptions<HeadlessKeyOptions>, AccountOptionsValidator>();
        services.AddSingleton<IValidateOptions<HeadlessKeyOptions>, AccessOptionsValidator>();
        services.AddSingleton<IValidateOptions<HeadlessKeyOptions>, DirectoryOptionsValidator>();
        services.AddSingleton(static provider => provider.GetRequiredService<IOptions<HeadlessKeyOptions>>().Value);
        services.TryAddSingleton(TimeProvider.System);
    }

    private static void AddHttp(this IServiceCollection services)
    {
        services.AddRouting();
        services.AddCors();
        services.AddSingleton<RestAddress>();
        services.AddSingleton<RestCors>();
        services.AddSingleton<ClientAddress>();
        services.AddSingleton<RefreshCookie>();
        services.AddSingleton<IStartupFilter, RestMiddleware.StartupFilter>();
        services.ConfigureHttpJsonOptions(static options => options.SerializerOptions.TypeInfoResolverChain.Insert(0, ApiJsonContext.Documented));
        services.AddHeadlessKeyOpenApi();
    }

    /// <summary>The stores whose rows no longer matter one day.</summary>
    private static void AddExpiry(this IServiceCollection services)
    {
        services.AddExpiring<SessionStore>();
        services.AddExpiring<AdminSessionStore>();
        services.AddExpiring<RevocationStore>();
        services.AddExpiring<EmailQueueStore>();
        services.AddExpiring<EmailVerificationStore>();
        services.AddExpiring<VerificationLimitStore>();
        services.AddExpiring<InvitationStore>();
        services.AddExpiring<RecoveryStore>();
        services.AddExpiring<RecoveryLimitStore>();
        services.AddExpiring<AttemptGate>();
    }

    internal static void AddExpiring<TStore>(this IServiceCollection services)
        where TStore : class, IExpiringRows =>
        services.AddSingleton<IExpiringRows>(static provider => provider.GetRequiredService<TStore>());

    private static void AddStorage(this IServiceCollection services)
    {
        services.AddSingleton<Database>();
        services.AddSingleton<DatabaseClock>();
        services.AddSingleton<SchemaMigrator>();
        services.AddSingleton<ReplicaUpdater>();
        services.AddSingleton<DeferredRequestStore>();
        services.AddWokenWorker<DeferredRequestWorker>();

        // Started in this order, before the first request: the schema, the first key, then what is read into memory.
        services.AddHostedService<DatabaseStartup>();
        services.AddHostedService<DirectoryStartup>();
        services.AddHostedService<FirstKeyStartup>();
        services.AddHostedService(static provider => provider.GetRequiredService<ReplicaUpdater>());
        services.AddHostedService<KeyRotationSchedule>();
        services.AddHostedService<ExpiredRowCleanup>();
    }

    /// <summary>A worker that is woken together with the replicas.</summary>
    internal static void AddWokenWorker<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TWorker>(
        this IServiceCollection services)
        where TWorker : WokenWorker
    {
        services.AddSingleton<TWorker>();
        services.AddSingleton<IReplica>(static provider => provider.GetRequiredService<TWorker>());
        services.AddHostedService(static provider => provider.GetRequiredService<TWorker>());
    }
}
