using HeadlessKey.Secrets;
using HeadlessKey.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace HeadlessKey;

/// <summary>What <c>AddHeadlessKey()</c> returns: choose a database on it.</summary>
public sealed class HeadlessKeyBuilder
{
    internal HeadlessKeyBuilder(IServiceCollection services) => Services = services;

    /// <summary>The host's services.</summary>
    public IServiceCollection Services { get; }

    internal HeadlessKeyBuilder UseDialect(Func<HeadlessKeyOptions, SqlDialect> create)
    {
        Services.AddSingleton(provider =>
        {
            // The key before the database: one without the other means that the other was lost.
            provider.GetRequiredService<MasterKey>();
            return create(provider.GetRequiredService<HeadlessKeyOptions>());
        });
        return this;
    }
}
