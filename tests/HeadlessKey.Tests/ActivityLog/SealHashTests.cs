using System.Security.Cryptography;
using HeadlessKey.ActivityLog;
using HeadlessKey.Secrets;

namespace HeadlessKey.Tests.ActivityLog;

public sealed class SealHashTests
{
    private static readonly ActivityRow Row = new() { Id = 1, At = DateTimeOffset.UnixEpoch, Type = "login.failed", Outcome = "failure", Device = "ab", UserAgent = "c" };
    private static readonly Seal Seal = new(1, 1, 10, 1, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, string.Empty);

    private readonly SealHash hashes = new(new MasterKey(new byte[MasterKey.Bytes]));

    [Fact]
    public void The_same_row_has_the_same_hash() => DigestOf(Row).ShouldBe(DigestOf(Row with { }));

    [Fact]
    public void What_an_account_says_is_no_part_of_it() => DigestOf(Row with { SubjectLogin = "ada", ActorLogin = "ada" }).ShouldBe(DigestOf(Row));

    [Fact]
    public void Letters_that_move_to_the_next_column_change_it() => DigestOf(Row with { Device = "a", UserAgent = "bc" }).ShouldNotBe(DigestOf(Row));

    [Fact]
    public void Nothing_and_an_empty_text_differ() => DigestOf(Row with { Detail = string.Empty }).ShouldNotBe(DigestOf(Row));

    [Fact]
    public void Two_rows_are_not_one() => Digest(Row, Row).ShouldNotBe(DigestOf(Row));

    [Fact]
    public void Every_part_of_a_seal_counts()
    {
        Seal[] others =
        [
            Seal with { Number = 2 }, Seal with { FirstId = 2 }, Seal with { LastId = 11 }, Seal with { Rows = 2 }, Seal with { NewestAt = DateTimeOffset.UnixEpoch.AddMilliseconds(1) },
            Seal with { SealedAt = DateTimeOffset.UnixEpoch.AddMilliseconds(1) },
        ];

        others.Select(seal => hashes.OfSeal(seal, "before", [1]))
            .Append(hashes.OfSeal(Seal, "before", [1])).Append(hashes.OfSeal(Seal, "another", [1])).Append(hashes.OfSeal(Seal, "before", [2]))
            .ShouldBeUnique();
    }

    [Fact]
    public void Another_master_key_gives_another_seal() =>
        new SealHash(new MasterKey([.. Enumerable.Repeat((byte)1, MasterKey.Bytes)])).OfSeal(Seal, string.Empty, []).ShouldNotBe(hashes.OfSeal(Seal, string.Empty, []));

    [Fact]
    public void A_state_is_genuine_until_any_part_of_it_is_changed()
    {
        var state = new SealState
        {
            Version = 1, SealedNumber = 1, SealedId = 10, SealedHash = "a", PrunedNumber = 0, PrunedId = 0, PrunedHash = "", AnchoredId = 0, AnchoredAt = DateTimeOffset.UnixEpoch, Mac = "",
        };
        state = state with { Mac = hashes.OfState(state) };

        hashes.IsGenuine(state).ShouldBeTrue();
        SealState[] changed =
        [
            state with { Version = 2 }, state with { SealedNumber = 2 }, state with { SealedId = 9 }, state with { SealedHash = "b" }, state with { PrunedNumber = 1 }, state with { PrunedId = 1 },
            state with { PrunedHash = "b" }, state with { AnchoredId = 1 }, state with { AnchoredAt = DateTimeOffset.MaxValue }, state with { Mac = "" },
        ];
        changed.ShouldAllBe(one => !hashes.IsGenuine(one));
    }

    private static string DigestOf(ActivityRow row) => Digest(row);

    private static string Digest(params ActivityRow[] rows)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var row in rows)
        {
            SealHash.AddRow(hash, row);
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }
}
