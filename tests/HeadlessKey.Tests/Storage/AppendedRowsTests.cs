using FsCheck;
using FsCheck.Fluent;
using HeadlessKey.Storage;
using HeadlessKey.Tests.Infrastructure;

namespace HeadlessKey.Tests.Storage;

public sealed class AppendedRowsTests
{
    private readonly ManualClock clock = new();
    private readonly AppendedRows rows;

    public AppendedRowsTests() => rows = new AppendedRows(clock);

    [Fact]
    public void Nothing_is_safe_before_anything_was_seen()
    {
        See();

        rows.SafeId.ShouldBe(0);
    }

    [Fact]
    public void An_unbroken_run_is_safe()
    {
        See(1, 2, 3);

        rows.SafeId.ShouldBe(3);
    }

    [Fact]
    public void A_gap_is_waited_for()
    {
        See(1, 2, 4);

        rows.SafeId.ShouldBe(2);
    }

    [Fact]
    public void A_gap_that_fills_is_passed_together_with_what_stood_behind_it()
    {
        See(1, 2, 4);
        See(3, 4);

        rows.SafeId.ShouldBe(4);
    }

    [Fact]
    public void A_gap_is_waited_for_as_long_as_a_transaction_may_last()
    {
        See(1, 3);
        clock.Advance(TimeSpan.FromSeconds(30));
        See(3);

        rows.SafeId.ShouldBe(1);
    }

    [Fact]
    public void A_gap_older_than_any_transaction_is_stepped_over()
    {
        See(1, 3);
        clock.Advance(TimeSpan.FromSeconds(30) + TimeSpan.FromTicks(1));
        See(3);

        rows.SafeId.ShouldBe(3);
    }

    [Fact]
    public void Each_gap_has_its_own_wait()
    {
        See(1, 3);
        clock.Advance(TimeSpan.FromSeconds(20));
        See(3, 5);
        clock.Advance(TimeSpan.FromSeconds(11));
        See(3, 5);

        rows.SafeId.ShouldBe(3);
    }

    [Fact]
    public void After_a_restart_rows_just_below_the_first_seen_are_still_waited_for()
    {
        See(5000, 5001);

        rows.SafeId.ShouldBe(4000);
    }

    [Fact]
    public void After_a_restart_what_never_comes_is_passed_in_time()
    {
        See(5000, 5001);
        clock.Advance(TimeSpan.FromSeconds(31));
        See(5000, 5001);

        rows.SafeId.ShouldBe(5001);
    }

    [Fact]
    public void A_late_row_below_the_first_seen_is_still_behind_the_safe_id()
    {
        See(5000);

        rows.SafeId.ShouldBeLessThan(4999);
    }

    [Fact]
    public void An_empty_look_changes_nothing()
    {
        See(1, 2);
        See();

        rows.SafeId.ShouldBe(2);
    }

    /// <summary>Whatever the order in which transactions commit, as long as each does so in time, no row is ever missed.</summary>
    [Fact]
    public void No_row_is_missed_whatever_the_order_of_the_commits() =>
        Prop.ForAll(ArbMap.Default.ArbFor<NonEmptyArray<byte>>(), delays =>
        {
            var time = new ManualClock();
            var reader = new AppendedRows(time);
            var seen = new HashSet<long>();

            // Row i is given its id at second i and appears after its delay, at most 29 seconds later.
            var appears = delays.Get.Select((delay, index) => (Id: index + 1L, At: index + (delay % 30))).ToArray();
            for (var second = 0; second <= appears.Max(row => row.At) + 1; second++)
            {
                var visible = appears.Where(row => row.At <= second && row.Id > reader.SafeId).Select(row => row.Id).ToHashSet();
                seen.UnionWith(visible);
                reader.Saw(visible);
                time.Advance(TimeSpan.FromSeconds(1));
            }

            return appears.All(row => seen.Contains(row.Id));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_safe_id_never_goes_back() =>
        Prop.ForAll(ArbMap.Default.ArbFor<(byte Id, byte Wait)[]>(), looks =>
        {
            var time = new ManualClock();
            var reader = new AppendedRows(time);
            var before = 0L;
            foreach (var (id, wait) in looks)
            {
                reader.Saw(new HashSet<long> { id + 1L });
                time.Advance(TimeSpan.FromSeconds(wait));
                if (reader.SafeId < before)
                {
                    return false;
                }

                before = reader.SafeId;
            }

            return true;
        }).QuickCheckThrowOnFailure();

    private void See(params long[] ids) => rows.Saw(ids.ToHashSet());
}
