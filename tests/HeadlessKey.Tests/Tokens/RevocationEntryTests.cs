using FsCheck;
using FsCheck.Fluent;
using HeadlessKey.Tokens;

namespace HeadlessKey.Tests.Tokens;

public sealed class RevocationEntryTests
{
    private static readonly DateTimeOffset Now = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly Arbitrary<RevocationEntry> Entries = Arb.From(
        from generation in Gen.OneOf(Gen.Constant<long?>(null), Gen.Choose(0, 5).Select(g => (long?)g))
        from effective in Gen.Choose(-5, 5)
        from expires in Gen.Choose(-5, 5)
        select new RevocationEntry("s", generation, Now.AddSeconds(effective), Now.AddSeconds(expires)));

    [Theory]
    [InlineData(0)]
    [InlineData(1000)]
    public void The_end_of_a_session_covers_every_generation(long generation) => Entry(null).Covers(Token(generation), Now).ShouldBeTrue();

    [Theory]
    [InlineData(5, false)]
    [InlineData(4, false)]
    [InlineData(3, true)]
    [InlineData(0, true)]
    public void Within_the_grace_window_all_but_the_last_generation_are_covered(long generation, bool covered) =>
        Entry(5).Covers(Token(generation), Now.AddSeconds(-1)).ShouldBe(covered);

    [Theory]
    [InlineData(6, false)]
    [InlineData(5, false)]
    [InlineData(4, true)]
    public void From_the_end_of_the_grace_window_on_the_last_is_covered_too(long generation, bool covered) =>
        Entry(5).Covers(Token(generation), Now).ShouldBe(covered);

    [Fact]
    public void What_one_of_two_covers_their_merger_covers() =>
        Prop.ForAll(Entries, Entries, (a, b) => Moments().All(at =>
        {
            var merged = a.MergedWith(b);
            return !(a.Covers(at.Token, at.Now) || b.Covers(at.Token, at.Now)) || merged.Covers(at.Token, at.Now);
        })).QuickCheckThrowOnFailure();

    [Fact]
    public void A_merger_covers_nothing_that_neither_of_the_two_covers() =>
        Prop.ForAll(Entries, Entries, (a, b) => Moments().All(at =>
        {
            var merged = a.MergedWith(b);
            return !merged.Covers(at.Token, at.Now) || a.Covers(at.Token, at.Now) || b.Covers(at.Token, at.Now);
        })).QuickCheckThrowOnFailure();

    [Fact]
    public void The_order_of_a_merger_does_not_matter() =>
        Prop.ForAll(Entries, Entries, (a, b) => a.MergedWith(b) == b.MergedWith(a)).QuickCheckThrowOnFailure();

    [Fact]
    public void Merging_with_itself_changes_nothing() => Prop.ForAll(Entries, a => a.MergedWith(a) == a).QuickCheckThrowOnFailure();

    [Fact]
    public void A_merger_is_kept_as_long_as_the_longer_of_the_two() =>
        Prop.ForAll(Entries, Entries, (a, b) => a.MergedWith(b).ExpiresAt == (a.ExpiresAt > b.ExpiresAt ? a.ExpiresAt : b.ExpiresAt))
            .QuickCheckThrowOnFailure();

    private static IEnumerable<(AccessToken Token, DateTimeOffset Now)> Moments() =>
        from generation in Enumerable.Range(0, 7)
        from second in Enumerable.Range(-6, 13)
        select (Token(generation), Now.AddSeconds(second));

    private static RevocationEntry Entry(long? generation) => new("s", generation, Now, Now.AddHours(1));

    private static AccessToken Token(long generation) => AccessTokens.Make("s", generation);
}
