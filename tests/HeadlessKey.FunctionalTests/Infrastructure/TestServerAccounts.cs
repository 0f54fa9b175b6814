using HeadlessKey.Directory;
using HeadlessKey.Users;
using Microsoft.Extensions.DependencyInjection;

namespace HeadlessKey.FunctionalTests.Infrastructure;

/// <summary>Changes accounts as the command line does.</summary>
public static class TestServerAccounts
{
    public static async Task<long> UserIdAsync(this TestServer server, string login = TestUser.Login) =>
        (await server.Services.GetRequiredService<UserStore>().FindByLoginAsync(login, CancellationToken.None))!.Id;

    public static async Task DisableAsync(this TestServer server, string login = TestUser.Login) =>
        (await server.Accounts().DisableAsync(await server.UserIdAsync(login))).ShouldBeNull();

    public static async Task EnableAsync(this TestServer server, string login = TestUser.Login) =>
        (await server.Accounts().EnableAsync(await server.UserIdAsync(login))).ShouldBeNull();

    public static async Task DeleteAsync(this TestServer server, string login = TestUser.Login) =>
        (await server.Accounts().DeleteAsync(await server.UserIdAsync(login))).ShouldBeNull();

    public static async Task SetPasswordAsync(this TestServer server, string password) =>
        (await server.Accounts().SetPasswordAsync(await server.UserIdAsync(), password, CancellationToken.None)).ShouldBeNull();

    public static async Task SetRolesAsync(this TestServer server, params string[] roles) =>
        (await server.Accounts().SetRolesAsync(await server.UserIdAsync(), roles)).ShouldBeNull();

    public static async Task SetRoleOfAsync(this TestServer server, string login, string role) =>
        (await server.Accounts().SetRolesAsync(await server.UserIdAsync(login), [role])).ShouldBeNull();

    public static async Task SetPasswordOfAsync(this TestServer server, string login, string password) =>
        (await server.Accounts().SetPasswordAsync(await server.UserIdAsync(login), password, CancellationToken.None)).ShouldBeNull();

    /// <summary>How many security events of a type there are; of one session, or of all.</summary>
    public static async Task<int> CountEventsAsync(this TestServer server, string type, string? sessionId = null) =>
        (await server.QueryAsync("select type, coalesce(session_id, '') as session_id from security_events", "type", "session_id"))
            .Count(row => row.StartsWith($"{type}|", StringComparison.Ordinal)
                && (sessionId is null || row.EndsWith($"|{sessionId}", StringComparison.Ordinal)));

    private static UserAccounts Accounts(this TestServer server) => server.Services.GetRequiredService<UserAccounts>();
}
