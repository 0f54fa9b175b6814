using System.Net;
using System.Net.Http.Json;
using ResourceApi;

namespace HeadlessKey.FunctionalTests.Samples;

/// <summary>The sample's keys, while the server that has them does not answer.</summary>
public sealed class KeyCacheTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task While_the_server_hangs_the_keys_of_a_while_ago_stay_good()
    {
        using var server = new KeyServer();
        var clock = new Clock();
        using var keys = new KeyCache(KeyServer.Url, server, clock);
        server.Answers.SetResult();
        (await keys.FindAsync("known", CancellationToken.None)).ShouldNotBeNull();

        server.Answers = new TaskCompletionSource();
        clock.Advance(TimeSpan.FromMinutes(5));
        clock.TimersAreDue = true;

        (await keys.FindAsync("known", CancellationToken.None).WaitAsync(Patience)).ShouldNotBeNull();
        (await keys.FindAsync("unknown", CancellationToken.None).WaitAsync(Patience)).ShouldBeNull();
    }

    [Fact]
    public async Task A_caller_who_hangs_up_takes_the_keys_from_nobody()
    {
        using var server = new KeyServer();
        using var keys = new KeyCache(KeyServer.Url, server, new Clock());
        using var hangsUp = new CancellationTokenSource();
        var first = keys.FindAsync("known", hangsUp.Token);
        await hangsUp.CancelAsync();
        server.Answers.SetResult();
        await Task.WhenAny(first).WaitAsync(Patience);

        (await keys.FindAsync("known", CancellationToken.None)).ShouldNotBeNull();
    }

    /// <summary>A clock that a test moves; a timer waits as long as it says, or not at all.</summary>
    private sealed class Clock : TimeProvider
    {
        private DateTimeOffset now = new(2030, 1, 1, 12, 0, 0, TimeSpan.Zero);

        public bool TimersAreDue { get; set; }

        public override DateTimeOffset GetUtcNow() => now;

        public void Advance(TimeSpan by) => now += by;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, TimersAreDue ? TimeSpan.Zero : dueTime, period);
    }

    /// <summary>A server with one key, which says nothing until it may.</summary>
    private sealed class KeyServer : HttpMessageHandler, IHttpClientFactory
    {
        public static readonly Uri Url = new("http://127.0.0.1/jwks.json");

        public TaskCompletionSource Answers { get; set; } = new();

        public HttpClient CreateClient(string name) => new(this, disposeHandler: false);

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await Answers.Task.WaitAsync(cancellationToken);
            return new HttpResponseMessage(HttpStatusCode.OK) { Content = JsonContent.Create(new { keys = new[] { new { kty = "EC", kid = "known", alg = "ES256" } } }) };
        }
    }
}
