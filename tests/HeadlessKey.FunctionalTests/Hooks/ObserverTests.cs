using System.Collections.Concurrent;
using HeadlessKey.FunctionalTests.Attacks;
using HeadlessKey.Hooks;
using HeadlessKey.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace HeadlessKey.FunctionalTests.Hooks;

public sealed class ObserverTests
{
    [Theory, EveryEngine, Promise("W1")]
    public async Task Observers_are_told_what_has_committed_and_nothing_else(string engine)
    {
        var observer = new Observer();
        await using var server = await TestServer.StartAsync(engine, services => services.AddSingleton<ISecurityEventObserver>(observer));

        var login = (await server.Client.LoginAsync()).Expect(200);
        (await server.Client.LoginAsync(password: "wrong")).Expect(401);
        (await server.Client.RegisterAsync(TestUser.Login)).ExpectError(409, "existing_user_login"); // undone

        // The transaction fails behind the event: what never was durable is told to nobody.
        await server.ExecuteAsync("alter table sessions rename to gone");
        (await server.Client.LoginAsync()).Expect(500);
        await server.ExecuteAsync("alter table gone rename to sessions");
        (await server.Client.RevokeAsync(login.AccessToken)).Expect(200);

        await Eventually.TrueAsync(() => Task.FromResult(observer.Told.Any(told => told.Type == "token.revoked")), TimeSpan.FromSeconds(10));
        observer.Told.Select(told => $"{told.Type} {told.Detail}".Trim()).Where(told => !told.StartsWith("key.", StringComparison.Ordinal))
            .ShouldBe(["user.created test", "login.succeeded", "login.failed incorrect_password", "registration.refused login_taken", "token.revoked session"]);
        var told = observer.Told.Single(told => told.Type == "login.succeeded");
        (told.SessionId, told.SubjectId, told.Client!.Address, told.At).ShouldBe((login.SessionId, await server.UserIdAsync(), "127.0.0.1", server.Clock.GetUtcNow()));
        server.Log.Lines.Count(line => line.Contains("a bug in an observer", StringComparison.Ordinal)).ShouldBe(observer.Told.Count);
    }

    /// <summary>Takes note, and then throws.</summary>
    private sealed class Observer : ISecurityEventObserver
    {
        public ConcurrentQueue<ObservedEvent> Told { get; } = new();

        public ValueTask ObserveAsync(ObservedEvent securityEvent, CancellationToken cancellationToken)
        {
            Told.Enqueue(securityEvent);
            throw new InvalidOperationException("a bug in an observer");
        }
    }
}
