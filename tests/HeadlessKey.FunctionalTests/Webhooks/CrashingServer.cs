using HeadlessKey.Passwords;
using HeadlessKey.Server;
using HeadlessKey.Server.Commands;
using Microsoft.Extensions.DependencyInjection;

namespace HeadlessKey.FunctionalTests.Webhooks;

/// <summary>
/// The server as it ships, in a process of its own, but for the price of a password hash: two thousand sign-ins at the real one would take
/// minutes.
/// </summary>
internal static class CrashingServer
{
    public const string Verb = "serve-with-cheap-hashes";

    public static async Task<int> RunAsync(string urls, string data)
    {
        var settings = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase) { ["urls"] = urls, ["HeadlessKey:Storage:DataFolder"] = data };
        await using var app = ServerHost.Build(new ServerArguments(settings), static services => services.AddSingleton(new PasswordHasher(210)));
        await app.RunAsync();
        return 0;
    }
}
