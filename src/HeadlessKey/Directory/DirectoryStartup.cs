using HeadlessKey.Users;
using Microsoft.Extensions.Hosting;

namespace HeadlessKey.Directory;

/// <summary>
/// Refuses to start over a database whose people live elsewhere than the settings say: user 7 of the one place would be taken for user 7 of
/// the other, with all sessions.
/// </summary>
internal sealed class DirectoryStartup(IUserDirectory directory, UserCopyStore copies, HeadlessKeyOptions options) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var wanted = options.Directory == HeadlessKeyOptions.LocalDirectory;
        if (directory.IsOurs != wanted)
        {
            throw new StartupException(wanted
                ? "HeadlessKey:Directory is local, but the app says UseWordPress()."
                : $"HeadlessKey:Directory is {options.Directory}, but the app does not say UseWordPress().");
        }

        if (await copies.AnyAsync(own: !directory.IsOurs, cancellationToken))
        {
            throw new StartupException(directory.IsOurs
                ? "HeadlessKey:Directory is local, but the people in this database are a WordPress site's. Set it to wordpress, or start with a new data folder and import them: headlesskey user import"
                : "HeadlessKey:Directory is wordpress, but this database has accounts of its own. Start with a new data folder, or set the directory to local.");
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
