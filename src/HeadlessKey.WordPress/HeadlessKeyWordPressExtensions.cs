using HeadlessKey;
using HeadlessKey.Access;
using HeadlessKey.Deliveries;
using HeadlessKey.Directory;
using HeadlessKey.Doctor;
using HeadlessKey.Sessions;
using HeadlessKey.WordPress;
using HeadlessKey.WordPress.Connector;
using HeadlessKey.WordPress.Dialects;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Puts HeadlessKey beside a WordPress site.</summary>
public static class HeadlessKeyWordPressExtensions
{
    /// <summary>
    /// The people of a WordPress site sign in, and nobody else: sets <c>HeadlessKey:Directory</c> to <c>wordpress</c>. Needs the settings under
    /// <c>HeadlessKey:WordPress</c>, and the connector plugin on the site.
    /// </summary>
    /// <param name="builder">What <c>AddHeadlessKey()</c> returned.</param>
    /// <returns>The same builder.</returns>
    public static HeadlessKeyBuilder UseWordPress(this HeadlessKeyBuilder builder)
    {
        var services = builder.Services;
        services.Configure<HeadlessKeyOptions>(static options => options.Directory = HeadlessKeyOptions.WordPressDirectory);
        services.AddSingleton<ConnectorHttp>();
        services.AddSingleton<ConnectorClient>();
        services.AddSingleton<ConnectionCheck>();
        services.AddSingleton<IContributedCheck, ConnectionExamination>();
        services.AddSingleton<WordPressSite>();
        services.AddSingleton<IUserDirectory, WordPressUserDirectory>(); // in the place of the local one
        services.AddSingleton<RevocationChannel>();
        services.AddSingleton<IDeliveryChannel>(static provider => provider.GetRequiredService<RevocationChannel>());
        services.AddSingleton<ISessionEndListener>(static provider => provider.GetRequiredService<RevocationChannel>());
        services.AddWokenWorker<ConnectorKeys>();
        services.AddWokenWorker<SignedInWatch>();
        return builder;
    }

    /// <summary>
    /// Answers the front ends of another plugin at <c>jwt-auth/v1</c>, in the dialect of <c>HeadlessKey:Rest:Dialect</c>; by default that is
    /// none. It works with every directory.
    /// </summary>
    /// <param name="builder">What <c>AddHeadlessKey()</c> returned.</param>
    /// <returns>The same builder.</returns>
    public static HeadlessKeyBuilder AnswerJwtAuth(this HeadlessKeyBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<IDialectRoutes, DialectRoutes>();
        services.AddSingleton<DialectToken>();
        services.AddSingleton<DialectCookie>();
        services.AddSingleton<CookieFlow>();
        services.AddSingleton<CookieSecrets>();
        services.AddSingleton<CookieStore>();
        return builder;
    }
}
