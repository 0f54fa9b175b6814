using HeadlessKey.Passwords;

namespace HeadlessKey.Tests.Passwords;

public sealed class HashingGateTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly ManualResetEventSlim open = new();
    private int running;
    private int mostAtOnce;

    public void Dispose()
    {
        open.Set();
        open.Dispose();
    }

    [Fact]
    public async Task The_result_of_the_work_comes_back()
    {
        await using var gate = new HashingGate(1);

        (await gate.TryRunAsync(() => 42, CancellationToken.None)).ShouldBe(42);
    }

    [Fact, Promise("P5")]
    public async Task No_more_run_at_once_than_there_are_processors()
    {
        await using var gate = new HashingGate(100);
        var works = Start(gate, Environment.ProcessorCount + 20);
        await UntilAsync(() => Volatile.Read(ref running) == Environment.ProcessorCount);
        open.Set();

        (await Task.WhenAll(works)).ShouldAllBe(result => result == 1);
        mostAtOnce.ShouldBe(Environment.ProcessorCount);
    }

    [Fact, Promise("P5")]
    public async Task Past_the_queue_the_answer_is_busy_at_once()
    {
        await using var gate = new HashingGate(3);
        var atWork = await OccupyAsync(gate);
        var waiting = Start(gate, 3);
        gate.Waiting.ShouldBe(3);

        (await gate.TryRunAsync(() => 1, CancellationToken.None)).ShouldBeNull();

        open.Set();
        (await Task.WhenAll([.. atWork, .. waiting])).ShouldAllBe(result => result == 1);
    }

    [Fact]
    public async Task Room_in_the_queue_is_used_again()
    {
        await using var gate = new HashingGate(1);
        var atWork = await OccupyAsync(gate);
        open.Set();
        await Task.WhenAll(atWork);

        (await gate.TryRunAsync(() => 2, CancellationToken.None)).ShouldBe(2);
    }

    [Fact]
    public async Task Who_has_gone_away_while_waiting_costs_nothing()
    {
        await using var gate = new HashingGate(1);
        using var gone = new CancellationTokenSource();
        var atWork = await OccupyAsync(gate);
        var ran = false;
        var waiting = gate.TryRunAsync(() => ran = true, gone.Token);
        await gone.CancelAsync();
        open.Set();

        await Should.ThrowAsync<OperationCanceledException>(() => waiting);
        await Task.WhenAll(atWork);
        ran.ShouldBeFalse();
    }

    [Fact]
    public async Task What_the_work_throws_reaches_its_caller_and_the_thread_goes_on()
    {
        await using var gate = new HashingGate(10);
        for (var i = 0; i < Environment.ProcessorCount + 1; i++)
        {
            var thrown = await Should.ThrowAsync<InvalidOperationException>(
                () => gate.TryRunAsync<int>(() => throw new InvalidOperationException("on purpose"), CancellationToken.None));
            thrown.Message.ShouldBe("on purpose");
        }

        (await gate.TryRunAsync(() => 1, CancellationToken.None)).ShouldBe(1);
    }

    [Fact]
    public async Task A_closed_gate_is_busy()
    {
        var gate = new HashingGate(1);
        await gate.DisposeAsync();

        (await gate.TryRunAsync(() => 1, CancellationToken.None)).ShouldBeNull();
    }

    private async Task<Task<int?>[]> OccupyAsync(HashingGate gate)
    {
        var works = new List<Task<int?>>();
        for (var i = 1; i <= Environment.ProcessorCount; i++)
        {
            works.AddRange(Start(gate, 1));
            await UntilAsync(() => Volatile.Read(ref running) == i);
        }

        return [.. works];
    }

    private Task<int?>[] Start(HashingGate gate, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => gate.TryRunAsync(Work, CancellationToken.None))];

    private int Work()
    {
        var now = Interlocked.Increment(ref running);
        for (var most = mostAtOnce; now > most && Interlocked.CompareExchange(ref mostAtOnce, now, most) != most; most = mostAtOnce)
        {
        }

        open.Wait(Patience).ShouldBeTrue();
        Interlocked.Decrement(ref running);
        return 1;
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        using var deadline = new CancellationTokenSource(Patience);
        while (!condition())
        {
            await Task.Delay(5, deadline.Token);
        }
    }
}
