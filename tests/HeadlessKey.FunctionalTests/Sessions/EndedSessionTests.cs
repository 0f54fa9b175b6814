using HeadlessKey.Sessions;
using HeadlessKey.Storage;
using HeadlessKey.Testing;
using HeadlessKey.Tokens;
using Microsoft.Extensions.DependencyInjection;

namespace HeadlessKey.FunctionalTests.Sessions;

/// <summary>The moment in a refresh between reading the session and rotating it, in which anything may happen.</summary>
[Promise("S7")]
public sealed class EndedSessionTests
{
    [Theory, EveryEngine]
    public async Task A_session_that_ended_after_it_was_read_is_not_rotated(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var login = (await server.Client.LoginAsync()).Expect(200);
        var read = await FindAsync(server, login.SessionId);

        (await server.Client.RevokeAsync(login.AccessToken)).Expect(200);

        (await TryRotateAsync(server, read)).ShouldBeFalse();
    }

    [Theory, EveryEngine]
    public async Task A_session_that_moved_on_after_it_was_read_is_not_rotated_again(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var login = (await server.Client.LoginAsync()).Expect(200);
        var read = await FindAsync(server, login.SessionId);

        (await server.Client.RefreshAsync(login.RefreshToken)).Expect(200);

        (await TryRotateAsync(server, read)).ShouldBeFalse();
    }

    [Theory, EveryEngine]
    public async Task A_session_that_expired_after_it_was_read_is_not_rotated(string engine)
    {
        await using var server = await TestServer.StartAsync(engine);
        var login = (await server.Client.LoginAsync()).Expect(200);
        var read = await FindAsync(server, login.SessionId);

        server.Clock.Advance(TimeSpan.FromDays(14));

        (await TryRotateAsync(server, read)).ShouldBeFalse();
    }

    private static async Task<Session> FindAsync(TestServer server, string id) =>
        (await server.Services.GetRequiredService<SessionStore>().FindAsync(id, CancellationToken.None)).ShouldNotBeNull();

    private static async Task<bool> TryRotateAsync(TestServer server, Session read) =>
        await server.Services.GetRequiredService<Database>().WriteAsync(transaction =>
            server.Services.GetRequiredService<SessionStarter>().TryRotateAsync(transaction, read, CancellationToken.None)) is not null;
}
