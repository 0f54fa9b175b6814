using HeadlessKey.Directory;
using HeadlessKey.Http;
using HeadlessKey.Roles;
using HeadlessKey.Setup;

namespace HeadlessKey.Server;

/// <summary>
/// Makes the first administrator from the environment, or shows the way to make one. On the console, in this order: the
/// address, the one-time link, a line that signs in.
/// </summary>
internal sealed class FirstRun(
    SetupFlow setup, UserAccounts accounts, RestAddress address, HeadlessKeyOptions options, TextWriter console,
    IHostApplicationLifetime lifetime)
    : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var needed = await setup.IsNeededAsync(cancellationToken);
        if (needed && Environment.GetEnvironmentVariable("HEADLESSKEY_ADMIN_LOGIN") is { Length: > 0 } login)
        {
            await CreateFromEnvironmentAsync(login, cancellationToken);
            needed = false;
        }

        // Not before the address answers: a link that is shown must work.
        var link = needed ? await setup.IssueLinkAsync() : null;
        lifetime.ApplicationStarted.Register(() => Show(link));
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task CreateFromEnvironmentAsync(string login, CancellationToken cancellationToken)
    {
        var (user, fault) = await accounts.PrepareAsync(
            login, Required("HEADLESSKEY_ADMIN_EMAIL"), login, Required("HEADLESSKEY_ADMIN_PASSWORD"), [Role.Administrator],
            emailVerified: true, cancellationToken);
        if (user is not null)
        {
            (_, fault) = await accounts.CreateAsync(user, "environment", client: null);
            if (fault is not null && !await setup.IsNeededAsync(cancellationToken))
            {
                return; // another node that started at the same moment has made it
            }
        }

        if (fault is not null)
        {
            throw new StartupException($"The administrator of HEADLESSKEY_ADMIN_LOGIN cannot be made: {AccountFaultText.Of(fault)}");
        }
    }

    private static string Required(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value
            ? value
            : throw new StartupException($"HEADLESSKEY_ADMIN_LOGIN is set, but {variable} is not. Set all three of HEADLESSKEY_ADMIN_LOGIN, _EMAIL and _PASSWORD, or none.");

    private void Show(string? link)
    {
        var url = options.PublicUrl!.TrimEnd('/');
        console.WriteLine();
        console.WriteLine($"  HeadlessKey is at {url}");
        if (link is not null)
        {
            // The secret stands behind the #, which browsers keep to themselves.
            console.WriteLine();
            console.WriteLine($"  Make the first administrator (one use, {SetupLinkStore.Lifetime.TotalMinutes:0} minutes):");
            console.WriteLine($"    {url}/admin/setup#{link}");
        }

        console.WriteLine();
        console.WriteLine(link is null ? "  Sign in:" : "  Then sign in:");
        console.WriteLine($"    curl {url}{address.Roots[0]}/token -d username=admin -d password=YOUR-PASSWORD");
        if (options.Email.Transport == EmailOptions.FileTransport)
        {
            console.WriteLine();
            console.WriteLine($"  Mail is not sent but written to {Path.Combine(options.Storage.DataFolder, "mail")} (HeadlessKey:Email:Transport).");
        }

        console.WriteLine();
    }
}
