using HeadlessKey.Storage;
using Microsoft.Extensions.Hosting;

namespace HeadlessKey.SigningKeys;

/// <summary>Makes the first signing key of an empty database; of many nodes that start at once, one does.</summary>
internal sealed class FirstKeyStartup(SqlDialect dialect, KeyRotation rotation) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) =>
        dialect.WriteAloneAsync(transaction => rotation.EnsureFirstAsync(transaction, cancellationToken), cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
