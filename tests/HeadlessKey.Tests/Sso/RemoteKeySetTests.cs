using HeadlessKey.Sites;
using HeadlessKey.Sso;
using HeadlessKey.Tests.Infrastructure;

namespace HeadlessKey.Tests.Sso;

public sealed class RemoteKeySetTests
{
    private readonly ManualClock clock = new();
    private readonly RemoteKeySet set;
    private IReadOnlyList<RemoteKey>? answer = [RemoteKey.FromSecret("the only key")];
    private int readings;

    public RemoteKeySetTests() => set = new RemoteKeySet("1", clock);

    [Fact]
    public async Task It_is_read_once_and_kept_for_ten_minutes()
    {
        (await FindAsync()).ShouldNotBeNull();
        clock.Advance(TimeSpan.FromMinutes(10) - TimeSpan.FromSeconds(1));
        (await FindAsync()).ShouldNotBeNull();
        readings.ShouldBe(1);

        clock.Advance(TimeSpan.FromSeconds(1));
        (await FindAsync()).ShouldNotBeNull();
        readings.ShouldBe(2);
    }

    [Fact]
    public async Task A_name_that_is_not_in_it_has_it_read_again_but_not_at_once()
    {
        (await FindAsync()).ShouldNotBeNull();

        (await FindAsync("unknown")).ShouldBeNull();
        readings.ShouldBe(1);
        clock.Advance(TimeSpan.FromSeconds(15));
        (await FindAsync("unknown")).ShouldBeNull();
        (await FindAsync("another")).ShouldBeNull();
        readings.ShouldBe(2);
    }

    [Fact]
    public async Task Fifty_who_come_at_once_wait_for_one_reading()
    {
        var slow = new TaskCompletionSource<IReadOnlyList<RemoteKey>?>(TaskCreationOptions.RunContinuationsAsynchronously);

        var waiting = Enumerable.Range(0, 50).Select(_ => set.FindAsync(
            null,
            () =>
            {
                Interlocked.Increment(ref readings);
                return slow.Task;
            },
            CancellationToken.None)).ToArray();
        slow.SetResult(answer);

        (await Task.WhenAll(waiting)).ShouldAllBe(key => key != null);
        readings.ShouldBe(1);
    }

    [Fact]
    public async Task Who_gives_up_waiting_does_not_end_the_reading_for_the_others()
    {
        var slow = new TaskCompletionSource<IReadOnlyList<RemoteKey>?>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var gone = new CancellationTokenSource();
        var impatient = set.FindAsync(null, () => slow.Task, gone.Token);
        var patient = set.FindAsync(null, () => slow.Task, CancellationToken.None);

        await gone.CancelAsync();
        slow.SetResult(answer);

        await Should.ThrowAsync<OperationCanceledException>(() => impatient);
        (await patient).ShouldNotBeNull();
    }

    [Fact]
    public async Task What_was_read_is_good_for_a_day_when_nothing_more_can_be_read()
    {
        (await FindAsync()).ShouldNotBeNull();
        answer = null;
        clock.Advance(TimeSpan.FromHours(24) - TimeSpan.FromSeconds(1));
        (await FindAsync()).ShouldNotBeNull();
        clock.Advance(TimeSpan.FromSeconds(1));
        (await FindAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task Without_a_name_there_must_be_one_key_only()
    {
        answer = [RemoteKey.FromSecret("one"), RemoteKey.FromSecret("two")];

        (await FindAsync()).ShouldBeNull();
    }

    private Task<RemoteKey?> FindAsync(string? kid = null) => set.FindAsync(
        kid,
        () =>
        {
            readings++;
            return Task.FromResult(answer);
        },
        CancellationToken.None);
}
