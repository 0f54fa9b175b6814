using System.Collections.Concurrent;
using HeadlessKey.Hooks;
using HeadlessKey.Tests.Infrastructure;

namespace HeadlessKey.Tests.Hooks;

public sealed class EventObserversTests
{
    private readonly ConcurrentQueue<string> log = new();

    [Fact]
    public async Task Every_observer_is_told_in_order_and_one_that_fails_keeps_nothing_from_the_others()
    {
        var told = new List<string>();
        using var observers = Observers(_ => throw new InvalidOperationException("a bug"), e => { told.Add(e.Type); return ValueTask.CompletedTask; });
        await observers.StartAsync(CancellationToken.None);

        observers.Tell(Event("a"));
        observers.Tell(Event("b"));
        await observers.StopAsync(CancellationToken.None);

        told.ShouldBe(["a", "b"]);
        log.Count(line => line.Contains("a bug", StringComparison.Ordinal)).ShouldBe(2);
    }

    [Fact]
    public async Task An_observer_that_hangs_loses_its_turn()
    {
        var told = new List<string>();
        using var observers = Observers(e =>
        {
            told.Add(e.Type);
            return e.Type == "a" ? new ValueTask(new TaskCompletionSource().Task) : ValueTask.CompletedTask;
        });
        await observers.StartAsync(CancellationToken.None);

        observers.Tell(Event("a"));
        observers.Tell(Event("b"));
        await observers.StopAsync(CancellationToken.None);

        told.ShouldBe(["a", "b"]);
        log.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task When_too_many_wait_further_ones_are_left_out_and_the_log_says_so_once()
    {
        var told = 0;
        using var observers = Observers(_ => { told++; return ValueTask.CompletedTask; });

        for (var i = 0; i < EventObservers.MostWaiting + 100; i++)
        {
            observers.Tell(Event("a")); // nobody listens yet
        }

        log.Single().ShouldContain("1024 events wait");
        await observers.StartAsync(CancellationToken.None);
        await observers.StopAsync(CancellationToken.None);
        told.ShouldBe(EventObservers.MostWaiting);
        log.Last().ShouldContain("100 events were left out");
    }

    [Fact]
    public async Task A_server_that_stops_waits_for_observers_no_longer_than_its_host_does()
    {
        using var observers = new EventObservers(
            [new Observer(_ => new ValueTask(new TaskCompletionSource().Task))], new HooksOptions(), new QueueLogger<EventObservers>(log));
        await observers.StartAsync(CancellationToken.None);
        observers.Tell(Event("a"));
        using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));

        await observers.StopAsync(patience.Token).WaitAsync(TimeSpan.FromSeconds(5));
    }

    private EventObservers Observers(params Func<ObservedEvent, ValueTask>[] observe) => new(
        observe.Select(one => new Observer(one)), new HooksOptions { Timeout = TimeSpan.FromMilliseconds(100) }, new QueueLogger<EventObservers>(log));

    private static ObservedEvent Event(string type) => new(client: null) { At = DateTimeOffset.UnixEpoch, Type = type, Outcome = "success" };

    private sealed class Observer(Func<ObservedEvent, ValueTask> observe) : ISecurityEventObserver
    {
        public ValueTask ObserveAsync(ObservedEvent securityEvent, CancellationToken cancellationToken) => observe(securityEvent);
    }
}
