using HeadlessKey.Storage;
using HeadlessKey.Tests.Infrastructure;
using Microsoft.Extensions.Logging.Abstractions;

namespace HeadlessKey.Tests.Storage;

public sealed class ExpiredRowCleanupTests
{
    [Fact]
    public async Task Every_store_is_asked_until_it_has_nothing_left()
    {
        var (first, second) = (new Rows(1000, 3), new Rows(1));

        await CleanUpAsync(first, second);

        first.Left.ShouldBe(0);
        second.Left.ShouldBe(0);
        first.Asked.ShouldBe(3); // twice for rows, and once to hear that there are none
    }

    [Fact]
    public async Task A_store_that_fails_keeps_no_other_from_being_cleaned()
    {
        var after = new Rows(1);

        await CleanUpAsync(new Broken(), after);

        after.Left.ShouldBe(0);
    }

    private static async Task CleanUpAsync(params IExpiringRows[] all)
    {
        using var cleanup = new ExpiredRowCleanup(all, new ManualClock(), NullLogger<ExpiredRowCleanup>.Instance);
        await cleanup.RunOnceAsync(CancellationToken.None);
    }

    private sealed class Rows(params int[] bites) : IExpiringRows
    {
        public int Asked { get; private set; }

        public int Left => bites.Skip(Asked).Sum();

        public Task<int> DeleteExpiredAsync(DateTimeOffset now, CancellationToken cancellationToken)
        {
            now.ShouldBe(ManualClock.Start);
            return Task.FromResult(Asked++ < bites.Length ? bites[Asked - 1] : 0);
        }
    }

    private sealed class Broken : IExpiringRows
    {
        public Task<int> DeleteExpiredAsync(DateTimeOffset now, CancellationToken cancellationToken) => throw new InvalidOperationException("gone");
    }
}
