using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using HeadlessKey.Admin.Api.Door;
using HeadlessKey.Directory;
using HeadlessKey.Sessions;
using HeadlessKey.Settings;
using HeadlessKey.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace HeadlessKey.FunctionalTests.Attacks;

/// <summary>An administrator who is thrown out in the middle of a request.</summary>
public sealed class SlowAdminTests
{
    private static readonly (string Method, string Route, object Body)[] Requests =
    [
        ("PATCH", "/settings", new { changes = new Dictionary<string, object> { ["Sessions:Limit"] = 7 } }),
        ("POST", "/bans", new { network = "192.0.2.0/24" }),
        ("POST", "/keys/rotate", new { soon = true }),
        ("POST", "/system/backup", new { passphrase = "twelve horses and a staple" }),
        ("DELETE", "/sessions", new { }),
        ("POST", "/users", new { login = "mine", email = "mine@example.test", password = "a password of mine 17", roles = new[] { "administrator" } }),
    ];

    [Theory, EveryEngine, Promise("S1")]
    public async Task A_body_that_trickles_in_does_not_outlive_the_administrator(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        foreach (var throwOut in (Func<AdminClient, Task>[])[DisableAsync, SignOutAsync, EndSessionsAsync])
        {
            var admin = await AdminClient.SignInAsync(server);
            var slow = new List<(string What, Socket Socket, byte[] Tail)>();
            foreach (var (method, route, body) in Requests)
            {
                slow.Add(await BeginAsync(server, admin, method, route, body));
            }

            await Task.Delay(300); // time enough for every head to be looked at
            await throwOut(admin);

            foreach (var (what, socket, rest) in slow)
            {
                using (socket)
                {
                    await socket.SendAsync(rest);
                    (await StatusAsync(socket)).ShouldBe(401, what);
                }
            }

            (await server.QueryAsync("select * from settings", "key")).ShouldBeEmpty();
            (await server.QueryAsync("select * from bans", "network")).ShouldBeEmpty();
            (await server.QueryAsync("select * from signing_keys", "kid")).Count.ShouldBe(1);
            (await server.QueryAsync("select * from users where login = 'mine'", "id")).ShouldBeEmpty();
            (await server.CountEventsAsync("backup.made")).ShouldBe(0);
            await server.Services.GetRequiredService<UserAccounts>().EnableAsync(await server.UserIdAsync(AdminClient.Login));
        }

        Task DisableAsync(AdminClient admin) => Accounts(async accounts => await accounts.DisableAsync(await server.UserIdAsync(AdminClient.Login)));
        async Task SignOutAsync(AdminClient admin) => (await admin.DeleteAsync("/session")).Expect(200);
        Task EndSessionsAsync(AdminClient admin) => server.ExecuteAsync("delete from admin_sessions");
        async Task Accounts(Func<UserAccounts, Task<AccountFault?>> change) => (await change(server.Services.GetRequiredService<UserAccounts>())).ShouldBeNull();
    }

    [Theory, EveryEngine]
    public async Task Who_is_thrown_out_between_the_door_and_the_transaction_changes_nothing(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var admin = await AdminClient.SignInAsync(server);
        var sessions = server.Services.GetRequiredService<AdminSessionStore>();
        var hold = server.Services.GetRequiredService<ActorHold>();
        var user = (await server.Services.GetRequiredService<IUserDirectory>().FindByLoginAsync(AdminClient.Login, CancellationToken.None))!;
        var caller = new AdminCaller(user, (await sessions.FindAsync(admin.Secret, CancellationToken.None))!, Confirmed: true, new Http.ClientInfo("127.0.0.1", null, "test"), hold);
        Task<SettingChangeResult> ChangeAsync(string limit) => server.Services.GetRequiredService<SettingChanger>().ChangeAsync(
            new Dictionary<string, string?> { ["Sessions:Limit"] = limit }, caller);

        (await ChangeAsync("3")).ShouldBeOfType<SettingChangeResult.Changed>();
        server.Clock.Advance(AdminSession.ConfirmedFor);
        await Should.ThrowAsync<ActorGoneException>(() => ChangeAsync("4"));
        (await admin.ConfirmAsync()).Expect(200);
        (await ChangeAsync("5")).ShouldBeOfType<SettingChangeResult.Changed>();
        (await admin.DeleteAsync("/session")).Expect(200);
        await Should.ThrowAsync<ActorGoneException>(() => ChangeAsync("6"));

        (await server.QueryAsync("select * from settings", "value")).ShouldBe(["5"]);
    }

    [Theory, EveryEngine]
    public async Task Who_ends_all_sessions_ends_those_of_administrators_too(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var admin = await AdminClient.SignInAsync(server);
        var thief = await AdminClient.SignInAsync(server);
        await server.AddUserAsync("second", "second@example.test", AdminClient.Password, "administrator");
        var second = new AdminClient(server);
        (await second.SignInAsync("second", AdminClient.Password)).Expect(200);

        (await admin.DeleteAsync($"/users/{await server.UserIdAsync(AdminClient.Login)}/sessions")).Expect(200);
        (await thief.GetAsync("/session")).ExpectError(401, "headlesskey_admin_signed_out");
        (await admin.GetAsync("/session")).Expect(200); // who asks for it goes on
        (await second.GetAsync("/session")).Expect(200);

        (await admin.DeleteAsync("/sessions")).Expect(200);
        (await second.GetAsync("/session")).ExpectError(401, "headlesskey_admin_signed_out");
        (await admin.GetAsync("/session")).Expect(200);

        var login = (await server.Client.LoginAsync(AdminClient.Login, AdminClient.Password)).Expect(200);
        (await server.Client.RevokeAsync(login.AccessToken, "all")).Expect(200);
        (await admin.GetAsync("/session")).ExpectError(401, "headlesskey_admin_signed_out");
    }

    private static async Task<(string, Socket, byte[])> BeginAsync(TestServer server, AdminClient admin, string method, string route, object body)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(body);
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, server.Address.Port);
        var head = $"{method} {AdminClient.Root}{route} HTTP/1.1\r\nHost: localhost\r\nOrigin: {TestServer.PublicUrl}\r\nCookie: {admin.Cookie}\r\n"
            + $"Content-Type: application/json\r\nContent-Length: {json.Length}\r\n\r\n";
        await socket.SendAsync((byte[])[.. Encoding.ASCII.GetBytes(head), json[0]]);
        return ($"{method} {route}", socket, json[1..]);
    }

    private static async Task<int> StatusAsync(Socket socket)
    {
        var buffer = new byte[16 * 1024];
        var received = 0;
        while (received < 12)
        {
            var more = await socket.ReceiveAsync(buffer.AsMemory(received));
            more.ShouldBeGreaterThan(0);
            received += more;
        }

        return int.Parse(Encoding.ASCII.GetString(buffer, 9, 3), System.Globalization.CultureInfo.InvariantCulture);
    }
}
